import { ChatLog } from './log.js';

/** What is known of one chat on this device. */
export class Chat {
  unread = 0;
  mentions = 0;
  read_seq = 0;
  received_seq = 0;
  /** How far others have received and read: user_id → {received_seq, read_seq}. */
  receipts = new Map();
  /** A read pointer that could not be told yet. */
  toRead = 0;
  syncing = false;
  loading = false;
  #furthest = { received_seq: 0, read_seq: 0 };

  constructor(chatId, log) {
    this.chat_id = chatId;
    this.log = log;
  }

  /** One that the device did not have. */
  static begun(state, head) {
    const chat = new Chat(state.chat_id, new ChatLog(head, state.last_message));
    chat.last = state.last_message;
    return chat;
  }

  /** One that was kept. */
  static kept({ cursor, from, receipts, ...rest }) {
    const chat = new Chat(rest.chat_id, ChatLog.kept(cursor, from));
    Object.assign(chat, rest);
    receipts.forEach(([user_id, receipt]) => chat.receipt({ user_id, ...receipt }));
    return chat;
  }

  /** What is kept of it beside its messages. */
  row() {
    const { chat_id, type, title, about, avatar_url, history, peer_id, role, created_at, last, draft } = this;
    const { unread, mentions, read_seq, received_seq, toRead, muted_until, archived, blocked, log } = this;
    const about_it = { chat_id, type, title, about, avatar_url, history, peer_id, role, created_at, last, draft };
    const state = { unread, mentions, read_seq, received_seq, toRead, muted_until, archived, blocked };
    return { ...about_it, ...state, receipts: [...this.receipts], cursor: log.local, from: log.keptFrom };
  }

  /** When something was last said here. */
  get active() {
    return this.last?.sent_at ?? this.created_at ?? '';
  }

  get muted() {
    return Boolean(this.muted_until) && new Date(this.muted_until) > new Date();
  }

  get writes() {
    return this.role !== 'reader';
  }

  get leads() {
    return this.role === 'owner' || this.role === 'admin';
  }

  /** How far a message of the user's own has come: 'stored', 'received' or 'read'. */
  fate(seq) {
    if (seq <= this.#furthest.read_seq) return 'read';
    return seq <= this.#furthest.received_seq ? 'received' : 'stored';
  }

  /** Takes a receipt; older ones change nothing. */
  receipt({ user_id, received_seq, read_seq }) {
    const known = this.receipts.get(user_id) ?? { received_seq: 0, read_seq: 0 };
    const receipt = {
      received_seq: Math.max(known.received_seq, received_seq, read_seq),
      read_seq: Math.max(known.read_seq, read_seq),
    };
    this.receipts.set(user_id, receipt);
    this.#reached(receipt);
  }

  #reached({ received_seq, read_seq }) {
    const { received_seq: received, read_seq: read } = this.#furthest;
    this.#furthest = { received_seq: Math.max(received, received_seq), read_seq: Math.max(read, read_seq) };
  }
}
