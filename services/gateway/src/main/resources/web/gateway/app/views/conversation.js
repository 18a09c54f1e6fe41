import { html, useEffect } from '../lib/preact.js';
import { t } from '../i18n/language.js';
import { momentOf } from '../i18n/times.js';
import { nameOf, textOf, titleOf } from '../words.js';
import { ChatFace } from './avatar.js';
import { Composer } from './composer.js';
import { useApp } from './context.js';
import { Icon, IconButton } from './icons.js';
import { Messages } from './messages.js';

/** One chat: what it is, what was said, and what is being written. */
export function Conversation({ chat }) {
  const { client, ui } = useApp();
  // Of a channel they may be very many, and nobody mentions them.
  useEffect(() => {
    if (chat.type === 'group') client.members(chat).catch(() => {});
  }, [chat, chat.members, client.state === 'online']);
  const search = () => {
    ui.search = { words: '', chatId: chat.chat_id };
    ui.changed();
    document.getElementById('search').focus();
  };
  const back = () => ui.close();
  const escape = event => {
    if (event.key === 'Escape' && !event.defaultPrevented && !ui.menu) back();
  };
  return html`<main class="conversation" aria-label=${t('conversation')} onkeydown=${escape}>
    <header>
      <${IconButton} name="back" label=${t('backToChats')} class="back" onclick=${back} />
      <button type="button" class="who-is-it" aria-label=${`${t('info')}: ${titleOf(client, chat)}`} onclick=${() => ui.show('info')}>
        <${ChatFace} chat=${chat} size=${42} presence />
        <span class="titles">
          <span class="title"><bdi>${titleOf(client, chat)}</bdi></span>
          <span class="subtitle"><${Subtitle} chat=${chat} /></span>
        </span>
      </button>
      <${IconButton} name="search" label=${t('searchHere')} onclick=${search} />
      <${IconButton} name="info" label=${t('info')} onclick=${() => ui.show('info')} />
    </header>
    <${Pinned} chat=${chat} />
    <${Messages} chat=${chat} app=${{ client, ui }} place=${ui.place(chat.chat_id)} stamp=${{}} />
    <${Composer} chat=${chat} />
  </main>`;
}

function Subtitle({ chat }) {
  const { client } = useApp();
  const typing = client.presence.typing(chat.chat_id);
  if (typing.length > 0) {
    const words =
      chat.type === 'direct'
        ? t('typing')
        : typing.length === 1
          ? t('typingName', { name: nameOf(client, typing[0]) })
          : t('typingMany', { count: typing.length });
    return html`<span class="typing">${words}<i></i><i></i><i></i></span>`;
  }
  if (chat.type === 'direct') {
    const user = client.people.get(chat.peer_id);
    if (client.presence.online(chat.peer_id)) return html`<span class="is-online">${t('seenOnline')}</span>`;
    return user?.last_seen ? t('lastSeen', { when: momentOf(user.last_seen) }) : user?.username ? `@${user.username}` : '';
  }
  return chat.members ? t('members', { count: chat.members.length }) : t(chat.type);
}

/** The latest pinned message that is known here. */
function Pinned({ chat }) {
  const { client, ui } = useApp();
  const pinned = chat.log.view().messages.filter(message => message.pinned);
  const message = pinned.at(-1);
  if (!message) return null;
  return html`<button type="button" class="pinned" onclick=${() => ui.jump(chat, message.seq)}>
    <${Icon} name="pin" />
    <span><b>${t('pinned')}</b><span dir="auto">${textOf(client, message)}</span></span>
  </button>`;
}
