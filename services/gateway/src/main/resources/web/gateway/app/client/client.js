import { Chats } from './chats.js';
import { History } from './history.js';
import { Keeper } from './keeper.js';
import { Link } from './link.js';
import { Outbox } from './outbox.js';
import { People } from './people.js';
import { Presence } from './presence.js';
import { openStore } from './store.js';

/** A device of the messenger: everything but what it looks like. */
export class Client {
  #store;
  #keeper;
  #listeners = new Set();
  #told = false;

  /** Called with each message of others that is new: (message, chat). */
  onMessage = () => {};
  /** Called with what was refused for good: (entry, code). */
  onRefused = () => {};

  /**
   * @param session who is logged in
   * @param connect makes a WebSocket to the gateway
   */
  static async of(session, connect) {
    const store = await openStore(session.userId);
    return new Client(session, connect, store, await store.all());
  }

  constructor(session, connect, store, kept) {
    const rest = (...request) => session.rest(...request);
    this.session = session;
    this.rest = rest;
    this.#store = store;
    this.link = new Link(session, connect);
    const send = frame => this.link.send(frame);
    this.people = new People(rest, kept.users);
    this.chats = new Chats(session, this.link, kept);
    this.outbox = new Outbox(store, kept.outbox, send);
    this.presence = new Presence(send, this.people);
    this.#keeper = new Keeper(store, this.chats, this.people);
    this.history = new History(store, this.#keeper, rest);
    this.#wire();
  }

  get me() {
    return this.session.userId;
  }

  get state() {
    return this.link.state;
  }

  start() {
    this.link.start();
  }

  /** Calls back a moment after each change, once for all changes of that moment. */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Says something: it waits until it is stored. */
  send(chatId, text, { reply_to, mentions } = {}) {
    const frame = { t: 'send', chat_id: chatId, body: { type: 'text', text } };
    if (reply_to) frame.reply_to = reply_to;
    if (mentions?.length > 0) frame.mentions = mentions;
    return this.outbox.add(frame);
  }

  edit(chatId, seq, text, mentions = []) {
    const frame = { t: 'edit', chat_id: chatId, seq, body: { type: 'text', text } };
    if (mentions.length > 0) frame.mentions = mentions;
    return this.outbox.add(frame);
  }

  /** @param scope 'all' or 'me' */
  remove(chatId, seq, scope) {
    return this.outbox.add({ t: 'delete', chat_id: chatId, seq, scope });
  }

  react(chatId, seq, emoji, on) {
    return this.outbox.add({ t: 'react', chat_id: chatId, seq, emoji, on });
  }

  pin(chatId, seq, on) {
    return this.outbox.add({ t: 'pin', chat_id: chatId, seq, on });
  }

  read(chat, seq) {
    this.chats.read(chat, seq);
  }

  /** What was begun to be written in a chat, kept until it is sent. */
  draft(chat, text) {
    chat.draft = text || undefined;
    this.#keeper.touch(chat.chat_id);
    this.changed();
  }

  /** Who has read what of a chat that is opened. */
  async receipts(chat) {
    if (chat.type === 'channel') return;
    const { items } = await this.rest('GET', `/v1/chats/${chat.chat_id}/receipts`).catch(() => ({ items: [] }));
    items.filter(({ user_id }) => user_id !== this.me).forEach(receipt => chat.receipt(receipt));
    this.changed();
  }

  /** The members of a chat; asked for anew after they changed. */
  async members(chat) {
    chat.members ??= await this.all(`/v1/chats/${chat.chat_id}/members`);
    this.changed();
    return chat.members;
  }

  /** The pages of a list, one after the other: a thousand items are as many as anybody looks at. */
  async all(path) {
    const items = [];
    let cursor = '';
    do {
      const page = await this.rest('GET', `${path}${path.includes('?') ? '&' : '?'}limit=100${cursor}`);
      items.push(...page.items);
      cursor = page.next_cursor ? `&cursor=${encodeURIComponent(page.next_cursor)}` : '';
    } while (cursor && items.length < 1000);
    return items;
  }

  /** Writes down what is only in memory. */
  flush() {
    return this.#keeper.flush();
  }

  /** Ends; @param forget whether what is kept goes too */
  async stop(forget) {
    this.link.stop();
    this.outbox.stop();
    this.#keeper.stop();
    if (forget) await this.#store.destroy();
  }

  changed() {
    if (this.#told) return;
    this.#told = true;
    // A timer and not a frame: hidden pages show their title too.
    setTimeout(() => {
      this.#told = false;
      this.#listeners.forEach(listener => listener());
    });
  }

  #wire() {
    const { link, chats, outbox, people, presence, history } = this;
    const changed = () => this.changed();
    link.position = () => chats.position();
    link.onFrame = (frame, socket) => this.#frame(frame, socket);
    link.onState = state => {
      if (state !== 'online') presence.lost();
      changed();
    };
    chats.onChange = chat => {
      this.#keeper.touch(chat.chat_id);
      changed();
    };
    chats.onGone = (chatId, left) => {
      if (left) outbox.drop(chatId);
      this.#keeper.drop(chatId);
      changed();
    };
    chats.onStored = id => outbox.done(id);
    chats.onMessage = (message, chat) => {
      presence.wrote(chat.chat_id, message.sender_id);
      if (message.sender_id !== this.me) this.onMessage(message, chat);
    };
    people.onChange = () => {
      this.#keeper.soon();
      changed();
    };
    outbox.onChange = changed;
    outbox.onRefused = (entry, code) => this.onRefused(entry, code);
    presence.onChange = changed;
    history.onChange = changed;
  }

  #frame(frame, socket) {
    if (frame.t === 'profile') this.people.put(frame);
    else if (frame.t === 'presence' || frame.t === 'typing') this.presence.frame(frame);
    else if (frame.t === 'rejected') this.outbox.rejected(frame);
    else if (frame.t === 'reply') this.outbox.done(frame.id);
    else this.chats.frame(frame, socket);
    if (frame.t === 'synced') {
      this.chats.list.forEach(chat => (chat.failed = false));
      this.chats.attached();
      this.outbox.flush();
      this.presence.attached();
      this.people.wake();
    }
    this.changed();
  }
}
