import { passing } from './api.js';
import { uuid } from './uuid.js';

const PATIENCE_MS = 10_000;

/** Unanswered at once; the server stops reading at 64. */
const WINDOW = 32;

/**
 * What was said and has no echo yet, in order: messages and changes of messages. It outlives a reload;
 * each entry keeps its client_msg_id, so sending it again never makes a second one.
 */
export class Outbox {
  #store;
  #send;
  #entries = [];
  #pause = 0;
  #paused = false;
  #until = 0;
  #watch = 0;

  /** Called after every change. */
  onChange = () => {};
  /** Called with an entry that was refused for good, unless it is a message: those show it themselves. */
  onRefused = () => {};

  /** @param send takes a frame, answers whether there is a connection */
  constructor(store, entries, send) {
    this.#store = store;
    this.#send = send;
    this.#entries = entries
      .map(entry => ({ ...entry, sentAt: 0 }))
      .sort((a, b) => (a.client_msg_id < b.client_msg_id ? -1 : 1));
    this.#watch = setInterval(() => this.#overdue() && this.flush(), 1000);
  }

  /** What waits: {chat_id, client_msg_id, frame, at, error?}. */
  get all() {
    return this.#entries;
  }

  /** The messages that wait in a chat. */
  messages(chatId) {
    return this.#entries.filter(entry => entry.chat_id === chatId && entry.frame.t === 'send');
  }

  /** Adds a frame without its key, and sends it when it is kept: an echo may not come before. */
  async add(frame) {
    const client_msg_id = uuid();
    const { chat_id } = frame;
    const entry = { chat_id, client_msg_id, frame, at: new Date().toISOString(), sentAt: 0 };
    this.#entries.push(entry);
    this.onChange();
    await this.#keep(entry);
    this.#pump();
    return client_msg_id;
  }

  /** Sends all that waits anew, in order: on a new connection, or when nothing was heard. */
  flush() {
    this.#entries.forEach(entry => (entry.sentAt = 0));
    this.#paused = false;
    this.#pump();
  }

  /** An echo came, or it was found in the log, or the answer was that nothing is to be done. */
  done(clientMsgId) {
    if (!this.#entries.some(entry => entry.client_msg_id === clientMsgId)) return;
    this.discard(clientMsgId);
    this.#pump();
  }

  /** A passing refusal is tried again, with all behind it, in order; another one is shown. */
  rejected({ client_msg_id, code, message, retry_after_ms }) {
    const entry = this.#entries.find(each => each.client_msg_id === client_msg_id);
    if (!entry) return;
    if (passing(code)) {
      entry.sentAt = 0;
      this.#wait(retry_after_ms ?? (this.#paused ? 0 : 1000));
      return;
    }
    if (entry.frame.t === 'send') {
      entry.error = { code, message };
      this.#keep(entry);
    } else {
      this.discard(client_msg_id);
      this.onRefused(entry, code);
    }
    this.onChange();
    this.#pump();
  }

  /** Once more, as a new message at the end. */
  again(clientMsgId) {
    const entry = this.#entries.find(each => each.client_msg_id === clientMsgId);
    this.discard(clientMsgId);
    return this.add(entry.frame);
  }

  discard(clientMsgId) {
    this.#entries = this.#entries.filter(entry => entry.client_msg_id !== clientMsgId);
    this.#store.deleteOutbox(clientMsgId);
    this.onChange();
  }

  /** Forgets what waits in a chat that is gone. */
  drop(chatId) {
    this.#entries.filter(entry => entry.chat_id === chatId).forEach(entry => this.discard(entry.client_msg_id));
  }

  stop() {
    clearInterval(this.#watch);
    clearTimeout(this.#pause);
  }

  #pump() {
    if (this.#paused) return;
    let unanswered = this.#entries.filter(entry => entry.sentAt && !entry.error).length;
    for (const entry of this.#entries) {
      if (entry.error || entry.sentAt || !entry.kept) continue;
      if (unanswered++ >= WINDOW) return;
      const { client_msg_id, frame } = entry;
      if (!this.#send({ ...frame, id: client_msg_id, client_msg_id })) return;
      entry.sentAt = Date.now();
    }
  }

  /** Those behind the first are refused too and say no time: they never shorten the wait. */
  #wait(ms) {
    const until = Date.now() + ms;
    if (this.#paused && until <= this.#until) return;
    this.#paused = true;
    this.#until = until;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.flush(), ms);
  }

  #overdue() {
    const first = this.#entries.find(entry => !entry.error);
    return first?.sentAt && Date.now() - first.sentAt > PATIENCE_MS;
  }

  async #keep(entry) {
    const { chat_id, client_msg_id, frame, at, error } = entry;
    await this.#store.putOutbox({ chat_id, client_msg_id, frame, at, error, kept: true });
    entry.kept = true;
  }
}
