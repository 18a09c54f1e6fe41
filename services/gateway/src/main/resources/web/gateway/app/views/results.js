import { html, useEffect, useState } from '../lib/preact.js';
import { t } from '../i18n/language.js';
import { whenOf } from '../i18n/times.js';
import { nameOf, titleOf } from '../words.js';
import { Face, ChatFace } from './avatar.js';
import { ChatRow } from './chatlist.js';
import { useApp } from './context.js';
import { startDirect } from './newchat.js';
import { Marked } from './text.js';

const PAUSE_MS = 200;

/** What was found: chats at once, people and messages when the server has answered. */
export function Results({ words, done }) {
  const { client, ui } = useApp();
  const [found, setFound] = useState({ words: '', people: [], hits: [] });
  const { chatId } = ui.search;
  useEffect(() => {
    const later = setTimeout(async () => setFound(await ask(client, words.trim(), chatId)), PAUSE_MS);
    return () => clearTimeout(later);
  }, [words, chatId]);

  const pending = found.words !== words.trim();
  const low = words.trim().toLocaleLowerCase();
  const fits = chat => !chatId && titleOf(client, chat).toLocaleLowerCase().includes(low);
  const chats = client.chats.list.filter(fits).slice(0, 8);
  const known = new Set(chats.map(chat => chat.peer_id));
  const people = found.people.filter(user => !known.has(user.user_id) && user.user_id !== client.me);
  const nothing = !pending && chats.length + people.length + found.hits.length === 0;
  const show = (id, seq) => {
    if (!chatId) done();
    ui.open(id, seq);
  };
  return html`<nav class="scrolls results" aria-label=${t('search')}>
    ${chats.length > 0 && html`<h2>${t('chats')}</h2>`}
    <ul class="chats">${chats.map(chat => html`<li key=${chat.chat_id}><${ChatRow} chat=${chat} onopen=${() => show(chat.chat_id)} /></li>`)}</ul>
    ${people.length > 0 && html`<h2>${t('people')}</h2>`}
    <ul class="chats">
      ${people.map(user => html`<li key=${user.user_id}><${Person} user=${user} onchoose=${() => startDirect(client, ui, user.user_id).then(done)} /></li>`)}
    </ul>
    ${found.hits.length > 0 && html`<h2>${t('messages')}</h2>`}
    <ul class="chats">
      ${found.hits.map(hit => html`<li key=${`${hit.message.chat_id}${hit.message.seq}`}><${Hit} hit=${hit} onchoose=${show} /></li>`)}
    </ul>
    ${pending && html`<p class="hint" role="status">${t('searching')}</p>`}
    ${nothing && html`<p class="hint" role="status">${t('nothingFound', { words: words.trim() })}</p>`}
  </nav>`;
}

async function ask(client, words, chatId) {
  const q = encodeURIComponent(words);
  const within = chatId ? `&chat_id=${chatId}` : '';
  const [people, hits] = await Promise.all([
    chatId ? [] : client.people.search(words, 10).catch(() => []),
    client.rest('GET', `/v1/search?q=${q}${within}&limit=30`).then(page => page.items, () => []),
  ]);
  return { words, people, hits };
}

export function Person({ user, onchoose, ...rest }) {
  return html`<button type="button" class="chat-row" onclick=${onchoose} ...${rest}>
    <${Face} id=${user.user_id} name=${user.display_name} url=${user.avatar_url} size=${50} />
    <span class="name"><bdi>${user.display_name || user.username}</bdi></span>
    <span class="preview">@${user.username}</span>
  </button>`;
}

function Hit({ hit, onchoose }) {
  const { client } = useApp();
  const { message, highlight } = hit;
  const chat = client.chats.get(message.chat_id);
  const sender = nameOf(client, message.sender_id);
  return html`<button type="button" class="chat-row" onclick=${() => onchoose(message.chat_id, message.seq)}>
    ${chat && html`<${ChatFace} chat=${chat} size=${50} />`}
    <span class="name"><bdi>${chat ? titleOf(client, chat) : sender}</bdi></span>
    <span class="when"><time datetime=${message.sent_at}>${whenOf(message.sent_at)}</time></span>
    <span class="preview two" dir="auto">
      <span class="who">${message.sender_id === client.me ? t('you') : sender}: </span><${Marked} text=${message.body?.text ?? ''} places=${highlight} />
    </span>
  </button>`;
}
