const PHONE = matchMedia('(max-width: 720px)');

/** What is on the screen, beside what the client knows. One object, changed in place, told of by `changed`. */
export class Ui {
  #client;

  /** The chat that is open. */
  openId = null;
  /** By chat: {at?, mark?, line?, reply?, edit?}: where one reads, what is pointed out, what is written. */
  #places = new Map();
  /** 'new' | 'settings' | 'info' | 'join' | null */
  dialog = null;
  /** {items, x, y, from}: the open menu. */
  menu = null;
  archive = false;
  search = { words: '', chatId: null };

  constructor(client) {
    this.#client = client;
  }

  changed() {
    this.#client.changed();
  }

  /** Whether a window is open above the page. */
  get covered() {
    const { reactTo, readersOf } = this.openId ? this.place(this.openId) : {};
    return Boolean(this.dialog || reactTo || readersOf);
  }

  get chat() {
    return this.#client.chats.get(this.openId);
  }

  place(chatId) {
    if (!this.#places.has(chatId)) this.#places.set(chatId, {});
    return this.#places.get(chatId);
  }

  /** Opens a chat, at a message when one is named. */
  open(chatId, seq) {
    const chat = this.#client.chats.get(chatId);
    if (!chat) return;
    // On a phone the conversation covers the list, and the phone's own way back leads there.
    if (!this.openId && PHONE.matches) history.pushState({ chat: chatId }, '');
    this.openId = chatId;
    const place = this.place(chatId);
    Object.assign(place, { at: undefined, mark: undefined, line: chat.unread > 0 ? chat.read_seq : undefined });
    place.entered = (place.entered ?? 0) + 1;
    this.#client.presence.watch([chatId]);
    this.#client.receipts(chat);
    if (seq) this.jump(chat, seq);
    this.changed();
  }

  close() {
    if (history.state?.chat) history.back();
    else this.back();
  }

  /** The conversation is left. */
  back() {
    this.openId = null;
    this.#client.presence.watch([]);
    this.changed();
  }

  /** Goes to a message of the open chat, and points it out. */
  async jump(chat, seq) {
    await this.#client.history.around(chat, seq);
    const place = this.place(chat.chat_id);
    Object.assign(place, { at: seq, mark: seq, jumps: (place.jumps ?? 0) + 1 });
    this.changed();
  }

  /** Back to the end of the chat. */
  toEnd(chat) {
    const place = this.place(chat.chat_id);
    Object.assign(place, { at: undefined, mark: undefined, ends: (place.ends ?? 0) + 1 });
    this.changed();
  }

  show(dialog) {
    this.dialog = dialog;
    this.changed();
  }

  /** Says something for a moment. */
  say(text) {
    this.notice = text;
    clearTimeout(this.fading);
    this.fading = setTimeout(() => {
      this.notice = '';
      this.changed();
    }, 6000);
    this.changed();
  }

  /** Tells screen readers. */
  announce(text) {
    this.announced = text;
    this.changed();
  }
}
