import { changed, messageOf } from './changes.js';
import { Ranges } from './ranges.js';

/** Changes of messages that are being read right now: more than this many in one read are rare. */
const MOST_RECENT = 1000;

/**
 * One chat's log on this device. Stretches of it are complete: the live one ends at `local` and grows
 * with each event in the order of `seq`; others come from jumps, and grow together when they meet.
 */
export class ChatLog {
  #messages = new Map();
  #sorted = [];
  #ranges = new Ranges();
  #recent = [];
  #reading = 0;

  /** What is to be kept: messages by seq, changes of messages that are not in memory, removed seqs. */
  dirty = { messages: new Map(), changes: [], removed: [] };
  /** The live stretch is kept from here on. */
  keptFrom;

  /** @param head where the log begins on this device; @param last the last message up to there */
  constructor(head, last) {
    this.local = head;
    this.seen = head;
    this.keptFrom = last ? last.seq : head + 1;
    if (last) this.#put(last);
    this.#cover(this.keptFrom, head);
  }

  /** A log that was kept: its messages are read later, by `restore`. */
  static kept(local, keptFrom) {
    const log = new ChatLog(local);
    log.keptFrom = keptFrom;
    return log;
  }

  /** Where the live stretch begins in memory. */
  get from() {
    return this.#ranges.with(this.local)?.[0] ?? this.local + 1;
  }

  get(seq) {
    return this.#messages.get(seq);
  }

  /** The stretch with that place, else the live one: {messages, from, to, first, last}. */
  view(at) {
    const range = (at && this.#ranges.with(at)) || this.#ranges.with(this.local) || [this.local + 1, this.local];
    const [from, to] = range;
    const messages = this.#sorted.slice(this.#index(from), this.#index(to + 1));
    return { messages, from, to, first: from <= 1, last: to >= this.local };
  }

  covers(seq) {
    return this.#ranges.with(seq) !== undefined;
  }

  /** Takes a live event: true when it was applied; old ones and those behind a gap are not. */
  event(event) {
    this.seen = Math.max(this.seen, event.seq);
    if (event.seq !== this.local + 1) return false;
    this.local = event.seq;
    const message = messageOf(event);
    if (message) this.#put(message);
    else if (event.target) this.#change(event);
    this.#cover(event.seq, event.seq);
    return true;
  }

  /** Takes the current states of what changed in (from, to]; returns the messages that are new. */
  batch({ from, to, changes, hidden = [] }) {
    const before = this.local;
    if (from > before) this.forget(from);
    changes.forEach(message => this.#put(message));
    hidden.forEach(seq => this.hide(seq));
    this.local = Math.max(this.local, from, to);
    this.seen = Math.max(this.seen, this.local);
    this.#cover(Math.max(before, from) + 1, this.local);
    return changes.filter(message => message.seq > before && this.#messages.has(message.seq));
  }

  /** What lies below may not be seen, or is to be read again. */
  forget(below) {
    this.dirty.removed.push([0, below]);
    this.#messages.clear();
    this.#sorted = [];
    this.#ranges.clear();
    this.local = Math.max(this.local, below);
    this.keptFrom = this.local + 1;
  }

  /** Reads a page, so that no change falls between its reading and its arrival. */
  async reading(read) {
    this.#reading++;
    try {
      return await read();
    } finally {
      if (--this.#reading === 0) this.#recent = [];
    }
  }

  /** Takes messages that are complete from `from` to `to`; called inside `reading`. */
  page(messages, from, to) {
    messages.forEach(message => this.#put(message));
    for (const event of this.#recent) {
      const message = this.#messages.get(event.target);
      if (message) this.#put(changed(message, event));
    }
    this.#cover(from, to);
  }

  /** Takes the last messages that were kept. */
  restore(messages, from) {
    for (const message of messages) {
      if (!this.#messages.has(message.seq)) this.#insert(message);
    }
    this.#ranges.add(from, this.from - 1);
  }

  /** Deleted for this user alone. */
  hide(seq) {
    this.dirty.removed.push([seq, seq]);
    this.dirty.messages.delete(seq);
    if (!this.#messages.delete(seq)) return;
    this.#sorted = this.#sorted.filter(message => message.seq !== seq);
  }

  #change(event) {
    if (this.#reading > 0 && this.#recent.length < MOST_RECENT) this.#recent.push(event);
    const message = this.#messages.get(event.target);
    if (message) this.#put(changed(message, event));
    else if (event.target >= this.keptFrom) this.dirty.changes.push(event);
  }

  /** An older state never replaces a newer one, whichever way they came. */
  #put(message) {
    const known = this.#messages.get(message.seq);
    if (known && known.change_seq >= message.change_seq) return;
    this.#insert(message);
    if (message.seq >= this.keptFrom) this.dirty.messages.set(message.seq, message);
  }

  #insert(message) {
    const known = this.#messages.has(message.seq);
    this.#messages.set(message.seq, message);
    const at = this.#index(message.seq);
    if (known) this.#sorted[at] = message;
    else if (at === this.#sorted.length) this.#sorted.push(message);
    else this.#sorted.splice(at, 0, message);
  }

  /** The place of that seq in the order, or where it would be. */
  #index(seq) {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sorted[middle].seq < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #cover(from, to) {
    this.#ranges.add(from, to);
    const live = this.from;
    if (live >= this.keptFrom) return;
    const grown = this.#sorted.slice(this.#index(live), this.#index(this.keptFrom));
    grown.forEach(message => this.dirty.messages.set(message.seq, message));
    this.keptFrom = live;
  }
}
