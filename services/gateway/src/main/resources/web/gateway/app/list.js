import { $, el, face, show, whenOf } from './dom.js';
import { textOf, titleOf } from './words.js';

/** The list of chats, latest activity first. */
export class List {
  #chats;
  #people;
  #me;
  #open;

  /** @param open is called with the chat that was chosen */
  constructor(chats, people, me, open) {
    this.#chats = chats;
    this.#people = people;
    this.#me = me;
    this.#open = open;
  }

  show(openId) {
    const rows = this.#chats.list.map(chat => this.#row(chat, chat.chat_id === openId));
    show($('chats'), rows);
    $('no-chats').hidden = rows.length > 0;
    const unread = this.#chats.list.reduce((sum, chat) => sum + chat.unread, 0);
    document.title = unread ? `(${unread}) Messenger` : 'Messenger';
  }

  #row(chat, open) {
    const last = chat.log.messages.at(-1);
    const title = titleOf(chat, this.#people);
    const when = last ? whenOf(last.sent_at) : '';
    const preview = last ? this.#preview(last, chat) : '';
    return {
      key: chat.chat_id,
      looks: JSON.stringify([title, when, preview, chat.unread, open]),
      make: () =>
        el(
          'li',
          {},
          el(
            'button',
            { 'aria-current': open && 'true', onclick: () => this.#open(chat) },
            face(el('span', { class: 'face', 'aria-hidden': 'true' }), title),
            el('span', { class: 'name' }, title),
            el('time', {}, when),
            el('span', { class: 'preview' }, preview),
            chat.unread > 0 && this.#badge(chat.unread),
          ),
        ),
    };
  }

  #badge(unread) {
    const label = el('span', { class: 'unseen' }, ' unread');
    return el('span', { class: 'badge' }, unread > 999 ? '999+' : String(unread), label);
  }

  #preview(message, chat) {
    const text = textOf(message, this.#people);
    if (message.kind === 'system') return text;
    if (message.sender_id === this.#me) return `You: ${text}`;
    return chat.type === 'direct' ? text : `${this.#people.name(message.sender_id)}: ${text}`;
  }
}
