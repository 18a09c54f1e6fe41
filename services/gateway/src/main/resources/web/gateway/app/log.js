const SYSTEM = ['chat.created', 'chat.updated', 'member.joined', 'member.left', 'member.role'];

/**
 * One chat's log on this device. It is complete from `oldest` to `local`: what is older is read page
 * by page, what is newer comes as events in the order of `seq`.
 */
export class ChatLog {
  #messages = new Map();
  #sorted = null;

  /** @param head where the log begins on this device; @param last the last message up to there */
  constructor(head, last) {
    this.local = head;
    this.seen = head;
    this.oldest = last ? last.seq : head + 1;
    this.complete = false;
    if (last) this.#put(last);
  }

  /** The messages, oldest first. */
  get messages() {
    this.#sorted ??= [...this.#messages.values()]
      .filter(message => message.seq >= this.oldest)
      .sort((a, b) => a.seq - b.seq);
    return this.#sorted;
  }

  /** Takes a live event: true when it was applied; old ones and those behind a gap are not. */
  event(event) {
    this.seen = Math.max(this.seen, event.seq);
    if (event.seq !== this.local + 1) return false;
    this.local = event.seq;
    this.#apply(event);
    return true;
  }

  /** Takes the current states of what changed in (from, to]; returns the messages that are new. */
  batch({ from, to, changes }) {
    const before = this.local;
    if (from > before) {
      // What lies between may not be seen, nor may what was there before.
      this.#messages.clear();
      this.oldest = from + 1;
      this.complete = true;
    }
    changes.forEach(message => this.#put(message));
    this.local = Math.max(this.local, from, to);
    this.seen = Math.max(this.seen, this.local);
    return changes.filter(message => message.seq > before);
  }

  /** Takes the page of the history that ends before `before`, if that is still where it is needed. */
  page(before, messages, limit) {
    if (before !== this.oldest) return;
    messages.forEach(message => this.#put(message));
    if (messages.length > 0) this.oldest = Math.min(this.oldest, messages[0].seq);
    this.complete = messages.length < limit;
    this.#sorted = null;
  }

  /** Deleted for this user alone. */
  hide(seq) {
    this.#messages.delete(seq);
    this.#sorted = null;
  }

  #apply(event) {
    const { t, seq, target, body, edited_at, deleted_at } = event;
    if (t === 'message.new') {
      this.#put({ ...event, change_seq: seq, kind: 'message' });
    } else if (SYSTEM.includes(t)) {
      const { user_id, role, title } = event;
      this.#put({ ...event, change_seq: seq, kind: 'system', body: { type: t, user_id, role, title } });
    } else if (this.#messages.has(target)) {
      const message = this.#messages.get(target);
      if (t === 'message.edited') this.#put({ ...message, change_seq: seq, body, edited_at });
      if (t === 'message.deleted') this.#put({ ...message, change_seq: seq, body: undefined, deleted_at });
    }
  }

  /** An older state never replaces a newer one, whichever way they came. */
  #put(message) {
    const known = this.#messages.get(message.seq);
    if (known && known.change_seq > message.change_seq) return;
    this.#messages.set(message.seq, message);
    this.#sorted = null;
  }
}
