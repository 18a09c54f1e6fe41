const SHOWN_MS = 6000;
const PACE_MS = 3000;

/** Who is there and who types, for what is on the screen; and telling that one types oneself. */
export class Presence {
  #send;
  #people;
  #watched = [];
  #online = new Set();
  #typing = new Map();
  #told = new Map();

  onChange = () => {};

  constructor(send, people) {
    this.#send = send;
    this.#people = people;
  }

  online(userId) {
    return this.#online.has(userId);
  }

  /** The users who type in a chat. */
  typing(chatId) {
    const now = Date.now();
    return [...(this.#typing.get(chatId) ?? new Map())].filter(([, until]) => until > now).map(([userId]) => userId);
  }

  /** These chats are on the screen now. */
  watch(chatIds) {
    if (String(chatIds) === String(this.#watched)) return;
    this.#watched = chatIds;
    this.#send({ t: 'watch', chat_ids: chatIds });
  }

  /** A new connection watches nothing, and who is there is told anew. */
  attached() {
    this.#online.clear();
    this.#typing.clear();
    if (this.#watched.length > 0) this.#send({ t: 'watch', chat_ids: this.#watched });
  }

  /** Nothing is known of who is there. */
  lost() {
    this.#online.clear();
    this.#typing.clear();
  }

  frame(frame) {
    if (frame.t === 'presence') {
      if (frame.online) this.#online.add(frame.user_id);
      else this.#online.delete(frame.user_id);
      this.#people.seen(frame.user_id, frame.last_seen);
    } else {
      this.#heard(frame.chat_id, frame.user_id, frame.on);
    }
    this.onChange();
  }

  /** Who wrote has stopped typing. */
  wrote(chatId, userId) {
    this.#typing.get(chatId)?.delete(userId);
  }

  /** The user types in a chat, or has stopped. */
  types(chatId, on) {
    const last = this.#told.get(chatId) ?? 0;
    if (on ? Date.now() - last < PACE_MS : last === 0) return;
    this.#told.set(chatId, on ? Date.now() : 0);
    this.#send({ t: 'typing', chat_id: chatId, on });
  }

  #heard(chatId, userId, on) {
    const here = this.#typing.get(chatId) ?? new Map();
    this.#typing.set(chatId, here);
    if (!on) {
      here.delete(userId);
      return;
    }
    here.set(userId, Date.now() + SHOWN_MS);
    setTimeout(() => this.onChange(), SHOWN_MS + 50);
  }
}
