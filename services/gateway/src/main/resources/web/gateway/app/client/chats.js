import { passing } from './api.js';
import { Chat } from './chat.js';
import { messageOf } from './changes.js';

const MOST_CURSORS = 2000;
const AGAIN_MS = 1000;

/** Who is farther behind begins at the end, and reads what lies between when it is wanted. */
const FAR = 1000;
const STATE = ['type', 'title', 'about', 'history', 'peer_id', 'role', 'created_at', 'muted_until', 'archived', 'blocked'];

/** The chats of the user: what the socket says of them, applied in order, gaps asked for. */
export class Chats {
  #chats = new Map();
  #me;
  #link;
  #rest;
  epoch;

  /** Called after every change of a chat. */
  onChange = () => {};
  /** Called with a chat that is gone. */
  onGone = () => {};
  /** Called with each message that is new to this device while it is attached: (message, chat). */
  onMessage = () => {};
  /** Called with the client_msg_id of all own events. */
  onStored = () => {};

  constructor(session, link, { epoch, chats }) {
    this.#me = session.userId;
    this.#rest = (...request) => session.rest(...request);
    this.#link = link;
    this.epoch = epoch;
    chats.forEach(row => this.#chats.set(row.chat_id, Chat.kept(row)));
  }

  /** Latest activity first. */
  get list() {
    return [...this.#chats.values()].sort((a, b) => (a.active < b.active ? 1 : -1));
  }

  get(chatId) {
    return this.#chats.get(chatId);
  }

  /** What `auth` says that this device has. */
  position() {
    const some = this.list.slice(0, MOST_CURSORS);
    return { cursors: Object.fromEntries(some.map(chat => [chat.chat_id, chat.log.local])), epoch: this.epoch };
  }

  frame(frame, socket) {
    const chat = this.#chats.get(frame.chat_id);
    if ('seq' in frame) this.#event(frame, chat);
    else if (frame.t === 'ready') this.#ready(frame, socket.sent);
    else if (frame.t === 'batch' && chat) this.#batch(frame, chat);
    else if (frame.t === 'resync') this.#resync(frame, chat);
    else if (frame.t === 'error') this.#failed(frame);
    else if (chat) this.#state(frame, chat);
  }

  /** Starts a chat with what REST said of it, unless its log has begun already. */
  begin(state) {
    const chat = this.#chats.get(state.chat_id) ?? this.#add(state, state.head_seq);
    this.#describe(chat, state);
    this.onChange(chat);
    return chat;
  }

  /** @param left whether the user is no longer in it; else it only begins anew on this device */
  drop(chatId, left = true) {
    if (this.#chats.delete(chatId)) this.onGone(chatId, left);
  }

  /** The user has seen a chat up to there; it is told when there is a connection. */
  read(chat, seq) {
    if (seq <= chat.read_seq || seq <= chat.toRead) return;
    chat.toRead = seq;
    if (seq >= (chat.last?.seq ?? 0)) Object.assign(chat, { unread: 0, mentions: 0 });
    this.#tellRead(chat);
    this.onChange(chat);
  }

  /** There is a connection again: what could not be told is told. */
  attached() {
    const cursors = {};
    for (const chat of this.#chats.values()) {
      if (chat.received_seq < chat.log.local) cursors[chat.chat_id] = chat.log.local;
      if (chat.toRead > chat.read_seq) this.#tellRead(chat);
    }
    const some = Object.entries(cursors).slice(0, MOST_CURSORS);
    if (some.length > 0) this.#link.send({ t: 'received', cursors: Object.fromEntries(some) });
  }

  #tellRead(chat) {
    const seq = Math.min(chat.toRead, chat.log.local);
    if (this.#link.send({ t: 'read', chat_id: chat.chat_id, seq })) chat.read_seq = Math.max(chat.read_seq, seq);
  }

  #add(state, head) {
    const chat = Chat.begun(state, head);
    this.#describe(chat, state);
    this.#chats.set(chat.chat_id, chat);
    return chat;
  }

  #describe(chat, state) {
    STATE.filter(name => name in state).forEach(name => (chat[name] = state[name]));
    // Without one there is none.
    chat.avatar_url = state.avatar_url;
    chat.peer_id ??= state.members?.find(member => member.user_id !== this.#me)?.user_id;
  }

  #ready({ epoch, chats, left }, sent) {
    const comparable = this.epoch === undefined || this.epoch === epoch;
    this.epoch = epoch;
    const there = new Set(chats.map(state => state.chat_id));
    [...this.#chats.keys()].filter(id => !there.has(id) && (left.includes(id) || id in sent)).forEach(id => this.drop(id));
    for (const state of chats) {
      const { chat_id, head_seq, last_message, muted_until, archived, blocked, history } = state;
      const near = comparable && sent[chat_id] <= head_seq && head_seq - sent[chat_id] <= FAR;
      const known = near && this.#chats.get(chat_id);
      if (!known) this.drop(chat_id, false);
      const chat = known || this.#add(state, head_seq);
      this.#describe(chat, { ...state, muted_until, archived, blocked, history });
      chat.syncing = false;
      if (last_message) this.#latest(chat, last_message);
      this.#counted(chat, state);
      chat.received_seq = Math.max(chat.received_seq, state.received_seq);
      this.onChange(chat);
    }
  }

  #counted(chat, { read_seq, unread, mentions }) {
    chat.read_seq = read_seq;
    Object.assign(chat, chat.toRead > read_seq && chat.toRead >= (chat.last?.seq ?? 0) ? {} : { unread, mentions });
  }

  #latest(chat, message) {
    if (message.sender_id === this.#me) this.onStored(message.client_msg_id);
    const { last } = chat;
    const newer = !last || message.seq > last.seq || (message.seq === last.seq && message.change_seq > last.change_seq);
    if (newer) chat.last = message;
  }

  #event(event, known) {
    if (event.sender_id === this.#me) this.onStored(event.client_msg_id);
    const chat = known ?? (event.chat && this.#add(event.chat, event.seq - 1));
    if (!chat) this.#adopt(event.chat_id);
    else if (chat.log.event(event)) this.#applied(event, chat);
    else if (chat.log.seen > chat.log.local) this.#sync(chat);
  }

  #applied(event, chat) {
    const { t, user_id, role, chat_id } = event;
    const message = messageOf(event);
    if (message) this.#latest(chat, message);
    else if (event.target === chat.last?.seq) chat.last = chat.log.get(event.target) ?? chat.last;
    if (t === 'message.new') this.#arrived(message, chat);
    if (t === 'chat.updated') {
      for (const name of ['title', 'about', 'avatar_url', 'history']) if (name in event) chat[name] = event[name];
    }
    if (t.startsWith('member.') && chat.members) chat.members = undefined;
    if (user_id === this.#me && t === 'member.role') chat.role = role;
    if (this.#ends(t, user_id)) this.drop(chat_id);
    else this.#got(chat);
  }

  /** Whether nothing more of the chat comes to this user. */
  #ends(type, userId) {
    return type === 'chat.deleted' || (type === 'member.left' && userId === this.#me);
  }

  #got(chat) {
    this.#report(chat);
    this.onChange(chat);
  }

  /** One report a second, for all chats that went on. */
  #report(chat) {
    this.reports ??= new Set();
    if (this.reports.size === 0) {
      setTimeout(() => {
        const cursors = {};
        this.reports.forEach(each => (cursors[each.chat_id] = each.log.local));
        this.reports.clear();
        this.#link.send({ t: 'received', cursors });
      }, 1000);
    }
    this.reports.add(chat);
  }

  #arrived(message, chat) {
    if (message.sender_id === this.#me) {
      // A send moves the sender's own read pointer.
      Object.assign(chat, { unread: 0, mentions: 0, read_seq: Math.max(chat.read_seq, message.seq) });
    } else {
      chat.unread += 1;
      if (message.mentions?.includes(this.#me)) chat.mentions += 1;
    }
    this.onMessage(message, chat);
  }

  #batch(batch, chat) {
    const fresh = chat.log.batch(batch);
    for (const message of batch.changes) {
      if (message.sender_id === this.#me) this.onStored(message.client_msg_id);
      this.#latest(chat, message);
    }
    if ('id' in batch) {
      chat.syncing = false;
      // The unread count of an attach came with `ready`; in a batch that heals a gap it grows here.
      fresh.filter(message => message.kind === 'message').forEach(message => this.#arrived(message, chat));
    }
    if (batch.hidden_truncated) chat.log.forget(chat.log.local);
    const { type, user_id } = fresh.at(-1)?.body ?? {};
    if (fresh.some(message => message.kind === 'system')) this.#refresh(chat);
    if (this.#ends(type, user_id)) this.drop(chat.chat_id);
    else if (batch.truncated) this.#sync(chat);
    else if (chat.log.seen > chat.log.local) setTimeout(() => this.#sync(chat), AGAIN_MS);
    this.#got(chat);
  }

  /** Title, role and members may have changed in what was missed. */
  async #refresh(chat) {
    chat.members = undefined;
    const state = await this.#rest('GET', `/v1/chats/${chat.chat_id}`).catch(() => null);
    if (state && this.#chats.get(chat.chat_id) === chat) {
      this.#describe(chat, state);
      this.onChange(chat);
    }
  }

  #state(frame, chat) {
    const { t } = frame;
    if (t === 'hidden') {
      chat.log.hide(frame.target);
      if (chat.last?.seq === frame.target) chat.last = chat.log.view().messages.at(-1);
    } else if (t === 'unread' && frame.read_seq >= chat.read_seq) {
      const { read_seq, unread, mentions } = frame;
      Object.assign(chat, { read_seq, unread, mentions });
    } else if (t === 'receipt' && frame.user_id !== this.#me) chat.receipt(frame);
    else if (t === 'mute') chat.muted_until = frame.muted_until;
    else if (t === 'archive') chat.archived = frame.archived;
    else if (t === 'block') chat.blocked = frame.blocked;
    this.onChange(chat);
  }

  #sync(chat, since = chat.log.local) {
    if (chat.syncing || this.#chats.get(chat.chat_id) !== chat) return;
    const { chat_id } = chat;
    chat.syncing = this.#link.send({ t: 'sync', id: chat_id, chat_id, since, limit: 500 });
  }

  /** Only a `sync` carries an id that is a chat's. */
  #failed({ id, code }) {
    const chat = this.#chats.get(id);
    if (!chat) return;
    chat.syncing = false;
    if (passing(code)) setTimeout(() => this.#sync(chat), AGAIN_MS);
    else this.drop(id);
  }

  async #resync({ chat_id }, chat) {
    if (chat) this.#sync(chat);
    else if (chat_id) this.#adopt(chat_id);
    else {
      const answer = await this.#rest('POST', '/v1/sync', this.position()).catch(() => ({}));
      if (answer.epoch !== this.epoch) {
        this.#link.restart();
        return;
      }
      answer.left.forEach(id => this.drop(id));
      for (const batch of answer.batches) {
        const behind = this.#chats.get(batch.chat_id);
        if (behind) this.#batch({ ...batch, id: batch.chat_id }, behind);
      }
    }
  }

  /** A chat whose beginning was missed; one that the user may not see is none. */
  async #adopt(chatId) {
    const state = await this.#rest('GET', `/v1/chats/${chatId}`).catch(() => null);
    if (state) this.begin(state);
  }
}
