import { passing, uuid } from './api.js';

const PATIENCE_MS = 10_000;

/**
 * What was sent and has no echo yet, in order. It outlives a reload; each entry keeps its
 * client_msg_id, so sending it again never makes a second message.
 */
export class Outbox {
  #key;
  #entries;
  #send;
  #retry = 0;

  /** @param send takes a frame, answers whether there is a connection */
  constructor(userId, send) {
    this.#key = `messenger.outbox.${userId}`;
    this.#send = send;
    this.#entries = JSON.parse(sessionStorage.getItem(this.#key) ?? '[]');
    setInterval(() => this.#overdue() && this.flush(), 1000);
  }

  /** What waits in a chat: {chat_id, client_msg_id, text, at, error?}. */
  of(chatId) {
    return this.#entries.filter(entry => entry.chat_id === chatId);
  }

  add(chatId, text) {
    const entry = { chat_id: chatId, client_msg_id: uuid(), text, at: new Date().toISOString() };
    this.#entries.push(entry);
    this.#save();
    this.#offer(entry);
  }

  /** Sends all that waits, in order. */
  flush() {
    clearTimeout(this.#retry);
    this.#entries.filter(entry => !entry.error).forEach(entry => this.#offer(entry));
  }

  /** An own message is stored: its echo came, or it was found in the log. */
  stored(clientMsgId) {
    this.discard(clientMsgId);
  }

  /** A passing refusal is tried again, with all behind it, in order; another one is shown. */
  rejected({ client_msg_id, code, message, retry_after_ms }) {
    const entry = this.#entries.find(each => each.client_msg_id === client_msg_id);
    if (!entry) return;
    if (passing(code)) {
      clearTimeout(this.#retry);
      this.#retry = setTimeout(() => this.flush(), retry_after_ms ?? 1000);
    } else {
      entry.error = message ?? code.replaceAll('_', ' ');
      this.#save();
    }
  }

  /** Once more, as a new message at the end. */
  again(clientMsgId) {
    const entry = this.#entries.find(each => each.client_msg_id === clientMsgId);
    this.discard(clientMsgId);
    this.add(entry.chat_id, entry.text);
  }

  discard(clientMsgId) {
    this.#entries = this.#entries.filter(entry => entry.client_msg_id !== clientMsgId);
    this.#save();
  }

  /** Forgets everything that waits. */
  clear() {
    this.#entries = [];
    sessionStorage.removeItem(this.#key);
  }

  #offer(entry) {
    const { chat_id, client_msg_id, text } = entry;
    const body = { type: 'text', text };
    entry.sent = this.#send({ t: 'send', chat_id, client_msg_id, body }) ? Date.now() : 0;
  }

  #overdue() {
    const first = this.#entries.find(entry => !entry.error);
    return first?.sent && Date.now() - first.sent > PATIENCE_MS;
  }

  #save() {
    sessionStorage.setItem(this.#key, JSON.stringify(this.#entries));
  }
}
