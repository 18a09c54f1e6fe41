import { html } from '../lib/preact.js';
import { t } from '../i18n/language.js';
import { whenOf } from '../i18n/times.js';
import { nameOf, textOf, titleOf } from '../words.js';
import { ChatFace } from './avatar.js';
import { useApp } from './context.js';
import { Icon, IconButton, Ticks } from './icons.js';

/** The chats, latest activity first; those in the archive on a page of their own. */
export function ChatList() {
  const { client, ui } = useApp();
  const all = client.chats.list;
  const archived = all.filter(chat => chat.archived);
  const shown = ui.archive ? archived : all.filter(chat => !chat.archived);
  const turn = on => {
    ui.archive = on;
    ui.changed();
  };
  if (all.length === 0) return client.state === 'online' ? html`<${NoChats} />` : html`<${Skeleton} />`;
  return html`<nav aria-label=${t(ui.archive ? 'archive' : 'chats')} class="scrolls">
    ${ui.archive &&
    html`<div class="subhead"><${IconButton} name="back" label=${t('backToChats')} onclick=${() => turn(false)} /><h2>${t('archive')}</h2></div>`}
    ${shown.length === 0 && !ui.archive && archived.length === 0 && html`<${NoChats} />`}
    <ul class="chats">
      ${shown.map(chat => html`<li key=${chat.chat_id}><${ChatRow} chat=${chat} /></li>`)}
      ${!ui.archive &&
      archived.length > 0 &&
      html`<li key="archive">
        <button type="button" class="to-archive" onclick=${() => turn(true)}><${Icon} name="archive" />${t('archived', { count: archived.length })}</button>
      </li>`}
    </ul>
  </nav>`;
}

export function ChatRow({ chat, onopen }) {
  const { client, ui } = useApp();
  const open = onopen ?? (() => ui.open(chat.chat_id));
  const current = chat.chat_id === ui.openId;
  const { last } = chat;
  const own = last && last.sender_id === client.me && last.kind === 'message' && !last.deleted_at;
  const fate = own && chat.fate(last.seq);
  return html`<button type="button" class="chat-row" aria-current=${current ? 'true' : undefined} onclick=${open}>
    <${ChatFace} chat=${chat} size=${50} presence />
    <span class="name"><bdi>${titleOf(client, chat)}</bdi>${chat.muted && html`<span class="muted" role="img" aria-label=${t('mutedChat')}><${Icon} name="mute" /></span>`}</span>
    <span class="when">${own && html`<${Ticks} fate=${fate} label=${t(fate)} />`}${last && html`<time datetime=${last.sent_at}>${whenOf(last.sent_at)}</time>`}</span>
    <span class="preview" dir="auto"><${Preview} chat=${chat} /></span>
    <${Badges} chat=${chat} />
  </button>`;
}

function Preview({ chat }) {
  const { client, ui } = useApp();
  const { last } = chat;
  const typing = client.presence.typing(chat.chat_id);
  if (typing.length > 0) return html`<em class="typing">${t('typing')}</em>`;
  if (chat.draft && chat.chat_id !== ui.openId) return html`<em class="draft">${t('draft')}</em> ${chat.draft}`;
  if (!last) return '';
  const text = textOf(client, last);
  if (last.kind === 'system' || (chat.type === 'direct' && last.sender_id !== client.me)) return text;
  const who = last.sender_id === client.me ? t('you') : nameOf(client, last.sender_id);
  return html`<span class="who">${who}: </span>${text}`;
}

function Badges({ chat }) {
  const { unread, mentions, muted } = chat;
  if (unread === 0) return null;
  return html`<span class="badges">
    ${mentions > 0 && html`<span class="badge mentions" role="img" aria-label=${t('mentioned')}>@</span>`}
    <span class=${muted ? 'badge quiet' : 'badge'}>
      <span aria-hidden="true">${unread > 999 ? '999+' : unread}</span><span class="unseen">${t('unread', { count: unread })}</span>
    </span>
  </span>`;
}

function NoChats() {
  const { ui } = useApp();
  return html`<div class="empty">
    <${Icon} name="chat" />
    <h2>${t('noChats')}</h2>
    <p>${t('noChatsText')}</p>
    <button type="button" class="primary" onclick=${() => ui.show('new')}>${t('startChat')}</button>
  </div>`;
}

const Skeleton = () =>
  html`<div class="skeleton" role="status" aria-label=${t('loading')}>
    ${[1, 2, 3, 4, 5, 6].map(row => html`<div key=${row}><i></i><b></b><b></b></div>`)}
  </div>`;
