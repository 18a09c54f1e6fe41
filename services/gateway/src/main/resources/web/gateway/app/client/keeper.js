const PAUSE_MS = 250;

/** Writes behind: what changed in memory is kept a moment later, chat by chat as a whole. */
export class Keeper {
  #store;
  #chats;
  #people;
  #timer = 0;
  #last = 0;
  #writing = Promise.resolve();
  #off = false;
  #touched = new Set();
  #dropped = new Set();

  /** @param chats has get(chatId) and epoch; @param people has taken(): the users that are new */
  constructor(store, chats, people) {
    this.#store = store;
    this.#chats = chats;
    this.#people = people;
  }

  touch(chatId) {
    this.#touched.add(chatId);
    this.soon();
  }

  drop(chatId) {
    this.#touched.delete(chatId);
    this.#dropped.add(chatId);
    this.soon();
  }

  /** At once after a pause: what was shown to somebody who then loses the network is not lost. */
  soon() {
    if (this.#timer || this.#off) return;
    this.#timer = setTimeout(() => this.flush(), Math.max(0, this.#last + PAUSE_MS - Date.now()));
  }

  /** Resolves when all that is known now is kept. */
  flush() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#last = Date.now();
    if (this.#off) return Promise.resolve();
    const chats = [...this.#touched].map(chatId => this.#chats.get(chatId)).filter(Boolean);
    const dropped = [...this.#dropped];
    this.#touched.clear();
    this.#dropped.clear();
    const work = { epoch: this.#chats.epoch, users: this.#people.taken(), dropped, chats: chats.map(taken) };
    this.#writing = this.#writing.then(() => this.#store.save(work)).catch(() => {});
    return this.#writing;
  }

  /** Keeps nothing any more. */
  stop() {
    this.#off = true;
    clearTimeout(this.#timer);
  }
}

function taken(chat) {
  const { log } = chat;
  const { messages, changes, removed } = log.dirty;
  log.dirty = { messages: new Map(), changes: [], removed: [] };
  return { row: chat.row(), messages: [...messages.values()], changes, removed };
}
