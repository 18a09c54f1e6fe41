import { Component, html } from '../lib/preact.js';
import { language, t } from '../i18n/language.js';
import { fullOf, timeOf } from '../i18n/times.js';
import { nameOf, textOf } from '../words.js';
import { actions } from './actions.js';
import { hue, UserFace } from './avatar.js';
import { Icon, IconButton, Ticks } from './icons.js';
import { openMenu } from './menu.js';
import { Text, onlyEmoji } from './text.js';

/** One message. It is drawn again only when something of it changed. */
export class Bubble extends Component {
  #looks = '';

  shouldComponentUpdate(next) {
    return looks(next) !== this.#looks || next.item.message !== this.props.item.message;
  }

  render({ item, chat, app, marked }) {
    this.#looks = looks(this.props);
    const { client, ui } = app;
    const { message, own, first, last, key } = item;
    const { seq, error, entry } = message;
    const classes = ['message', own ? 'own' : 'other', first && 'first', last && 'last', marked && 'marked', error && 'failed', entry && 'waiting'];
    const grouped = chat.type !== 'direct' && !own;
    const menu = event => {
      event.preventDefault();
      openMenu(ui, event, t('actions'), actions(app, chat, message));
    };
    // Fingers have nothing to hover with: they tap a message.
    const tap = event => {
      if (matchMedia('(hover: none)').matches && seq && !event.target.closest('a, button')) menu(event);
    };
    const keys = event => {
      if (event.target === event.currentTarget && (event.key === 'Enter' || event.key === ' ')) menu(event);
    };
    return html`<li class=${classes.filter(Boolean).join(' ')} data-key=${key} data-seq=${seq} tabindex="-1" onkeydown=${keys} onclick=${tap} oncontextmenu=${menu}>
      ${grouped && html`<span class="beside">${last && html`<${UserFace} userId=${message.sender_id} size=${34} />`}</span>`}
      <div class="bubble">
        ${grouped && first && html`<span class="sender" style=${{ '--hue': hue(message.sender_id) }} dir="auto">${nameOf(client, message.sender_id)}</span>`}
        ${!grouped && html`<span class="unseen">${nameOf(client, message.sender_id)}: </span>`}
        ${message.reply_to && html`<${Quote} chat=${chat} app=${app} seq=${message.reply_to} />`}
        <${Said} message=${message} client=${client} />
        <span class="meta">
          ${message.pinned && html`<span role="img" aria-label=${t('pinned')}><${Icon} name="pin" /></span>`}
          ${message.edited_at && !message.deleted_at && html`<span>${t('edited')}</span>`}
          <time datetime=${message.sent_at} title=${fullOf(message.sent_at)}>${timeOf(message.sent_at)}</time>
          ${own && !message.deleted_at && html`<${Fate} chat=${chat} message=${message} />`}
        </span>
        <${Reactions} message=${message} chat=${chat} client=${client} />
      </div>
      ${seq
        ? html`<span class="tools">
            ${!message.deleted_at && chat.writes && html`<${IconButton} name="reply" label=${t('reply')} onclick=${() => actions.reply(app, chat, message)} />`}
            <${IconButton} name="more" label=${t('actions')} onclick=${menu} />
          </span>`
        : error && html`<${Failed} entry=${entry} client=${client} />`}
    </li>`;
  }
}

/** All that a message shows and that is not in it. */
function looks({ item, chat, app, marked }) {
  const { client } = app;
  const { message, first, last, own } = item;
  const { seq, sender_id, reply_to } = message;
  const sender = client.people.get(sender_id);
  const answered = reply_to && chat.log.get(reply_to);
  const fate = own && seq && chat.fate(seq);
  const quoted = answered && `${answered.change_seq} ${nameOf(client, answered.sender_id)}`;
  const named = message.mentions?.map(id => client.people.get(id)?.username);
  return [language(), first, last, marked, fate, sender?.version, nameOf(client, sender_id), quoted, named, chat.role, message.error?.code].join('|');
}

function Said({ message, client }) {
  if (message.deleted_at) return html`<span class="text gone">${t('deletedMessage')}</span>`;
  const text = message.body?.text ?? '';
  const mentioned = (message.mentions ?? []).map(id => client.people.get(id)?.username);
  const me = client.people.get(client.me)?.username;
  return html`<span class=${onlyEmoji(text) ? 'text large' : 'text'} dir="auto"><${Text} text=${text} mentioned=${mentioned} me=${me} /></span>`;
}

function Fate({ chat, message }) {
  if (message.error) return html`<span class="ticks bad" role="img" aria-label=${t('failed')}><${Icon} name="alert" /></span>`;
  const fate = message.seq ? chat.fate(message.seq) : 'sending';
  return html`<${Ticks} fate=${fate} label=${t(fate)} />`;
}

function Quote({ chat, app, seq }) {
  const { client, ui } = app;
  const message = chat.log.get(seq);
  const name = message ? nameOf(client, message.sender_id) : '…';
  return html`<button type="button" class="quote" style=${{ '--hue': hue(message?.sender_id) }} onclick=${() => ui.jump(chat, seq)}>
    <span class="unseen">${t('repliedTo', { name })}: </span>
    <b dir="auto" aria-hidden="true">${name}</b>
    <span dir="auto">${message ? textOf(client, message) : t('jumpTo')}</span>
  </button>`;
}

function Reactions({ message, chat, client }) {
  const all = Object.entries(message.reactions ?? {});
  if (all.length === 0) return null;
  return html`<span class="reactions">
    ${all.map(([emoji, users]) => {
      const mine = users.includes(client.me);
      const names = users.slice(0, 10).map(id => nameOf(client, id)).join(', ');
      return html`<button
        type="button"
        key=${emoji}
        aria-pressed=${String(mine)}
        aria-label=${t('reaction', { emoji, count: users.length })}
        title=${names}
        onclick=${() => client.react(chat.chat_id, message.seq, emoji, !mine)}
      >
        <span>${emoji}</span>${users.length}
      </button>`;
    })}
  </span>`;
}

function Failed({ entry, client }) {
  const { code, message } = entry.error;
  const words = t(code);
  return html`<div class="fate" role="alert">
    <span>${t('notSent', { why: words === code ? message : words })}</span>
    <button type="button" class="link" onclick=${() => client.outbox.again(entry.client_msg_id)}>${t('sendAgain')}</button>
    <button type="button" class="link" onclick=${() => client.outbox.discard(entry.client_msg_id)}>${t('discard')}</button>
  </div>`;
}
