import { $, dayOf, el, face, show, timeOf, tint } from './dom.js';
import { textOf, titleOf } from './words.js';

const NEAR_PX = 80;
const EARLY_PX = 300;
const SETTLE_MS = 500;
const KINDS = { direct: '', group: 'Group', channel: 'Channel' };

/** The open chat: its messages and what is written into it. */
export class Conversation {
  #chats;
  #people;
  #outbox;
  #me;
  #scroll = $('scroll');
  #atEnd = true;
  #oldest = 0;
  #touched = -Infinity;

  /** The id of the open chat, or null. */
  openId = null;
  onFailure = () => {};

  constructor(chats, people, outbox, me) {
    this.#chats = chats;
    this.#people = people;
    this.#outbox = outbox;
    this.#me = me;
    this.#scroll.addEventListener('scroll', () => this.#scrolled());
    for (const type of ['keydown', 'wheel', 'touchmove', 'pointerdown']) {
      this.#scroll.addEventListener(type, () => (this.#touched = performance.now()), { passive: true });
    }
    new ResizeObserver(() => this.#atEnd && this.#toEnd()).observe(this.#scroll);
  }

  /** Opens a chat; null closes the open one. */
  open(chat) {
    this.openId = chat?.chat_id ?? null;
    this.#atEnd = true;
    this.#touched = -Infinity;
    this.show();
  }

  get #chat() {
    return this.#chats.get(this.openId);
  }

  show() {
    const chat = this.#chat;
    $('open').hidden = !chat;
    $('nothing-open').hidden = Boolean(chat);
    $('room').classList.toggle('chatting', Boolean(chat));
    if (!chat) return;
    const title = titleOf(chat, this.#people);
    $('title').textContent = title;
    face($('face'), title);
    const username = chat.type === 'direct' && this.#people.get(chat.peer_id)?.username;
    $('subtitle').textContent = username ? `@${username}` : KINDS[chat.type];
    this.#fill(chat);
    this.#more(chat);
    this.#read(chat);
  }

  #fill(chat) {
    const fromEnd = this.#scroll.scrollHeight - this.#scroll.scrollTop;
    show($('messages'), this.#rows(chat));
    $('loading').hidden = !chat.loading;
    // Not while the reader begins to scroll: the key or wheel comes before the scroll event.
    if (this.#atEnd && performance.now() - this.#touched > SETTLE_MS) this.#toEnd();
    else if (chat.log.oldest !== this.#oldest) {
      // Older ones came above: what is being read stays where it is.
      this.#scroll.scrollTop = this.#scroll.scrollHeight - fromEnd;
    }
    this.#oldest = chat.log.oldest;
  }

  #rows(chat) {
    const rows = [];
    let day = '';
    let sender = '';
    for (const message of chat.log.messages) {
      const today = dayOf(message.sent_at);
      if (today !== day) {
        rows.push({ key: new Date(message.sent_at).toDateString(), looks: '', make: () => el('li', { class: 'day' }, today) });
        sender = '';
      }
      const follows = message.kind !== 'system' && message.sender_id === sender;
      rows.push(this.#row(message, !follows && chat.type !== 'direct'));
      day = today;
      sender = message.kind === 'system' ? '' : message.sender_id;
    }
    return [...rows, ...this.#outbox.of(chat.chat_id).map(entry => this.#waiting(entry))];
  }

  #row(message, named) {
    const { seq, sender_id, client_msg_id, sent_at, edited_at, deleted_at } = message;
    const own = sender_id === this.#me;
    const text = textOf(message, this.#people);
    const name = this.#people.name(sender_id);
    const kind = message.kind === 'system' ? 'system' : own ? 'own' : 'other';
    const note = edited_at && !deleted_at ? 'edited ' : '';
    const make = () => {
      if (kind === 'system') return el('li', { class: kind, 'data-seq': seq }, text);
      const sender = tint(el('span', { class: named && !own ? 'sender' : 'unseen' }, own ? 'You' : name), name);
      const time = el('time', { datetime: sent_at }, note + timeOf(sent_at));
      const said = el('p', { class: deleted_at && 'deleted' }, text);
      return el('li', { class: `${kind} ${named ? 'first' : ''}`, 'data-seq': seq }, sender, said, time);
    };
    const looks = JSON.stringify([seq, kind, text, name, named, note]);
    return { key: `${sender_id} ${client_msg_id}`, looks, make };
  }

  #waiting({ client_msg_id, text, error, at }) {
    const again = () => this.#outbox.again(client_msg_id);
    const discard = () => this.#outbox.discard(client_msg_id);
    const act = action => () => {
      action();
      this.show();
    };
    const fate = error
      ? el(
          'span',
          { class: 'fate' },
          `Not sent: ${error} `,
          el('button', { class: 'link', onclick: act(again) }, 'Try again'),
          el('button', { class: 'link', onclick: act(discard) }, 'Discard'),
        )
      : el('time', { datetime: at }, 'sending…');
    return {
      key: `${this.#me} ${client_msg_id}`,
      looks: error ?? 'waiting',
      make: () => el('li', { class: error ? 'own failed' : 'own waiting' }, el('p', {}, text), fate),
    };
  }

  #toEnd() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroll;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    const chat = this.#chat;
    if (chat) {
      this.#more(chat);
      this.#read(chat);
    }
  }

  #more(chat) {
    if (this.#scroll.scrollTop > EARLY_PX || chat.loading || chat.log.complete || chat.stuck) return;
    this.#chats.older(chat).catch(failure => {
      // Tried again when the connection is back, or the chat is opened again.
      chat.stuck = true;
      this.onFailure(failure);
    });
  }

  #read(chat) {
    if (this.#atEnd && document.visibilityState === 'visible' && document.hasFocus()) this.#chats.read(chat);
  }
}
