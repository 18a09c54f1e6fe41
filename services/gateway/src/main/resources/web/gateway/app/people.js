const MOST_IDS = 100;

/** Names of users; asked for when they are first needed, many at once. */
export class People {
  #known = new Map();
  #wanted = new Set();
  #rest;

  /** Called when names came. */
  onChange = () => {};

  constructor(session) {
    this.#rest = (...request) => session.rest(...request);
  }

  /** The name to show; until it is known, an ellipsis. */
  name(userId) {
    const user = this.get(userId);
    return user ? user.display_name || user.username : '…';
  }

  /** The user, if it is known yet. */
  get(userId) {
    if (userId && !this.#known.has(userId)) this.#want(userId);
    return this.#known.get(userId);
  }

  put(user) {
    this.#known.set(user.user_id, user);
    this.onChange();
  }

  /** The users of these names; fails with a sentence for a name that nobody has. */
  async find(usernames) {
    const found = [];
    for (const username of usernames) {
      const { items } = await this.#rest('GET', `/v1/users?q=${encodeURIComponent(username)}`);
      const user = items.find(each => each.username === username);
      if (!user) throw new Error(`There is no user named “${username}”.`);
      this.put(user);
      found.push(user);
    }
    return found;
  }

  #want(userId) {
    if (this.#wanted.size === 0) setTimeout(() => this.#ask(), 20);
    this.#wanted.add(userId);
  }

  async #ask() {
    const ids = [...this.#wanted].slice(0, MOST_IDS);
    const items = await this.#rest('POST', '/v1/users/batch', { ids }).then(
      answer => answer.items,
      () => null,
    );
    if (items === null) {
      setTimeout(() => this.#ask(), 2000);
      return;
    }
    // Who is not among them was deleted.
    ids.forEach(id => this.#known.set(id, { user_id: id, display_name: 'Somebody' }));
    items.forEach(user => this.#known.set(user.user_id, user));
    ids.forEach(id => this.#wanted.delete(id));
    if (this.#wanted.size > 0) setTimeout(() => this.#ask(), 0);
    this.onChange();
  }
}
