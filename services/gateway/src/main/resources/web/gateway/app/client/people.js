const MOST_IDS = 100;
const AGAIN_MS = 2000;

/** Who users are; asked for when they are first needed, many at once, and again once in a session. */
export class People {
  #known = new Map();
  #fresh = new Set();
  #wanted = new Set();
  #new = [];
  #rest;
  #timer = 0;

  /** Called when something of a user is known that was not. */
  onChange = () => {};

  constructor(rest, users = []) {
    this.#rest = rest;
    users.forEach(user => this.#known.set(user.user_id, user));
  }

  /** The user, if it is known yet: {user_id, username?, display_name, gone?}. */
  get(userId) {
    if (userId && !this.#fresh.has(userId)) this.#want(userId);
    return this.#known.get(userId);
  }

  /** Takes what somebody says of a user; what is older than what one has is ignored. */
  put(user) {
    const known = this.#known.get(user.user_id);
    if (known && (user.version ?? 0) < (known.version ?? 0)) return;
    const { last_seen = known?.last_seen } = user;
    this.#known.set(user.user_id, { ...user, last_seen });
    this.#fresh.add(user.user_id);
    this.#new.push({ ...user, last_seen });
    this.onChange();
  }

  /** Only when they were last seen. */
  seen(userId, last_seen) {
    const known = this.#known.get(userId);
    if (known && last_seen) this.#known.set(userId, { ...known, last_seen });
  }

  /** A page of users whose names begin so. */
  async search(words, limit = 20) {
    const { items } = await this.#rest('GET', `/v1/users?q=${encodeURIComponent(words)}&limit=${limit}`);
    items.forEach(user => this.put(user));
    return items;
  }

  /** What is new since the last time. */
  taken() {
    const users = this.#new;
    this.#new = [];
    return users;
  }

  /** Tries again what failed, now that there is a connection. */
  wake() {
    if (this.#wanted.size > 0) this.#ask();
  }

  #want(userId) {
    if (this.#wanted.has(userId)) return;
    this.#wanted.add(userId);
    if (!this.#timer) this.#timer = setTimeout(() => this.#ask(), 20);
  }

  async #ask() {
    clearTimeout(this.#timer);
    this.#timer = -1;
    const ids = [...this.#wanted].slice(0, MOST_IDS);
    const items = await this.#rest('POST', '/v1/users/batch', { ids }).then(
      answer => answer.items,
      () => null,
    );
    this.#timer = 0;
    if (items === null) {
      this.#timer = setTimeout(() => this.#ask(), AGAIN_MS);
      return;
    }
    ids.forEach(id => {
      this.#wanted.delete(id);
      this.#fresh.add(id);
    });
    const there = new Set(items.map(user => user.user_id));
    ids.filter(id => !there.has(id)).forEach(id => this.put({ user_id: id, display_name: '', gone: true, version: Infinity }));
    items.forEach(user => this.put(user));
    if (this.#wanted.size > 0 && !this.#timer) this.#timer = setTimeout(() => this.#ask(), 0);
  }
}
