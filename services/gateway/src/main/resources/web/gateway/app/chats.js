import { ChatLog } from './log.js';
import { passing } from './api.js';

const PAGE = 50;
const MOST_CURSORS = 2000;
const AGAIN_MS = 1000;

/** The chats of the user: what the socket and the history say of them. */
export class Chats {
  #chats = new Map();
  #me;
  #link;
  #rest;
  #epoch;

  /** Called after every change. */
  onChange = () => {};
  /** Called with each message that is new to this device: (message, chat). */
  onMessage = () => {};
  /** Called with the client_msg_id of each own message that is stored. */
  onStored = () => {};

  constructor(session, link) {
    this.#me = session.userId;
    this.#rest = (...request) => session.rest(...request);
    this.#link = link;
  }

  /** Latest activity first. */
  get list() {
    const at = chat => chat.log.messages.at(-1)?.sent_at ?? chat.created_at ?? '';
    return [...this.#chats.values()].sort((a, b) => (at(a) < at(b) ? 1 : -1));
  }

  get(chatId) {
    return this.#chats.get(chatId);
  }

  /** What `auth` says that this device has. */
  position() {
    const some = this.list.slice(0, MOST_CURSORS);
    return {
      cursors: Object.fromEntries(some.map(chat => [chat.chat_id, chat.log.local])),
      epoch: this.#epoch,
    };
  }

  frame(frame, socket) {
    const chat = this.#chats.get(frame.chat_id);
    if ('seq' in frame) this.#event(frame, chat);
    else if (frame.t === 'ready') this.#ready(frame, socket.sent);
    else if (frame.t === 'batch' && chat) this.#batch(frame, chat);
    else if (frame.t === 'resync') this.#resync(frame, chat);
    else if (frame.t === 'error') this.#failed(frame);
    else if (frame.t === 'hidden') chat?.log.hide(frame.target);
    else if (frame.t === 'unread' && chat && frame.read_seq >= chat.read_seq) {
      Object.assign(chat, { read_seq: frame.read_seq, unread: frame.unread });
    }
    this.onChange();
  }

  /** Starts a chat with what REST said of it, unless its log has begun already. */
  begin(chat) {
    if (!this.#chats.has(chat.chat_id)) this.#add(chat, chat.head_seq);
    this.onChange();
    return this.get(chat.chat_id);
  }

  /** Reads a page of the history. */
  async older(chat) {
    const { log } = chat;
    if (chat.loading || log.complete) return;
    chat.loading = true;
    try {
      const before = log.oldest;
      const path = `/v1/chats/${chat.chat_id}/messages?before_seq=${before}&limit=${PAGE}`;
      const { messages, head_seq } = await this.#rest('GET', path);
      log.page(before, messages, PAGE);
      // Events overtook the page: what changed since it was read is asked for.
      if (head_seq < log.local) this.#sync(chat, head_seq);
    } finally {
      chat.loading = false;
      this.onChange();
    }
  }

  /** The user has seen everything of this chat. */
  read(chat) {
    if (chat.unread === 0 || !this.#link.send({ t: 'read', chat_id: chat.chat_id, seq: chat.log.local })) return;
    Object.assign(chat, { unread: 0, read_seq: chat.log.local });
    this.onChange();
  }

  #add(state, head) {
    const { chat_id, type, title, created_at, role, members, last_message } = state;
    const peer_id = state.peer_id ?? members?.find(member => member.user_id !== this.#me)?.user_id;
    const chat = { chat_id, type, title, peer_id, created_at, role, unread: 0, read_seq: 0 };
    chat.log = new ChatLog(head, last_message);
    this.#chats.set(chat_id, chat);
    return chat;
  }

  #ready({ epoch, chats, left }, sent) {
    const comparable = this.#epoch === undefined || this.#epoch === epoch;
    this.#epoch = epoch;
    left.forEach(chatId => this.#chats.delete(chatId));
    for (const state of chats) {
      const { chat_id, title, role, head_seq, unread, read_seq } = state;
      const resumed = comparable && sent[chat_id] <= head_seq && this.#chats.get(chat_id);
      const chat = resumed || this.#add(state, head_seq);
      Object.assign(chat, { title, role, unread, read_seq, syncing: false });
      if (!resumed) chat.log.messages.forEach(message => this.#stored(message));
    }
  }

  #event(event, known) {
    this.#stored(event);
    const chat = known ?? (event.chat && this.#add(event.chat, event.seq - 1));
    if (!chat) this.#adopt(event.chat_id);
    else if (chat.log.event(event)) this.#applied(event, chat);
    else if (chat.log.seen > chat.log.local) this.#sync(chat);
  }

  #applied(event, chat) {
    const { t, user_id, title, role } = event;
    if (t === 'message.new') this.#arrived(event, chat);
    if (t === 'chat.updated') chat.title = title;
    if (t === 'member.role' && user_id === this.#me) chat.role = role;
    if (t === 'member.left' && user_id === this.#me) this.#chats.delete(chat.chat_id);
  }

  #arrived(message, chat) {
    // A send moves the sender's own read pointer.
    chat.unread = message.sender_id === this.#me ? 0 : chat.unread + 1;
    this.onMessage(message, chat);
  }

  #batch(batch, chat) {
    const fresh = chat.log.batch(batch);
    batch.changes.forEach(message => this.#stored(message));
    if ('id' in batch) {
      chat.syncing = false;
      // The unread count of an attach came with `ready`; in a batch that heals a gap it grows here.
      fresh.filter(message => message.kind === 'message').forEach(message => this.#arrived(message, chat));
    }
    const { type, user_id } = fresh.at(-1)?.body ?? {};
    if (type === 'member.left' && user_id === this.#me) this.#chats.delete(chat.chat_id);
    else if (batch.truncated) this.#sync(chat);
    else if (chat.log.seen > chat.log.local) setTimeout(() => this.#sync(chat), AGAIN_MS);
  }

  #sync(chat, since = chat.log.local) {
    if (chat.syncing) return;
    const { chat_id } = chat;
    chat.syncing = this.#link.send({ t: 'sync', id: chat_id, chat_id, since, limit: 500 });
  }

  /** Only a `sync` carries an id: its chat. */
  #failed({ id, code }) {
    const chat = this.#chats.get(id);
    if (!chat) return;
    chat.syncing = false;
    if (passing(code)) setTimeout(() => this.#sync(chat), AGAIN_MS);
    else this.#chats.delete(id);
  }

  async #resync({ chat_id }, chat) {
    if (chat) this.#sync(chat);
    else if (chat_id) this.#adopt(chat_id);
    else {
      const { epoch, batches, left } = await this.#rest('POST', '/v1/sync', this.position()).catch(() => ({}));
      if (epoch !== this.#epoch) return this.#link.restart();
      left.forEach(chatId => this.#chats.delete(chatId));
      for (const batch of batches) {
        const behind = this.#chats.get(batch.chat_id);
        if (behind) this.#batch({ ...batch, id: batch.chat_id }, behind);
      }
      this.onChange();
    }
  }

  /** A chat whose beginning was missed; one that the user may not see is none. */
  async #adopt(chatId) {
    const chat = await this.#rest('GET', `/v1/chats/${chatId}`).catch(() => null);
    if (chat) this.begin(chat);
  }

  #stored({ sender_id, client_msg_id }) {
    if (sender_id === this.#me) this.onStored(client_msg_id);
  }
}
