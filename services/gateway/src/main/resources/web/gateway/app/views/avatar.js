import { html } from '../lib/preact.js';
import { nameOf, titleOf } from '../words.js';
import { useApp } from './context.js';
import { Icon } from './icons.js';

/** The colour that goes with somebody, the same on every device. */
export const hue = id => [...(id ?? '')].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);

/** Two letters at most, of the first two words. */
const initials = name =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map(word => [...word][0] ?? '')
    .join('')
    .toUpperCase();

/** A round picture: the photo, or letters on a colour. */
export function Face({ id, name, url, size = 48, icon, online }) {
  const inner = url
    ? html`<img src=${url} alt="" width=${size} height=${size} loading="lazy" />`
    : icon
      ? html`<${Icon} name=${icon} />`
      : initials(name);
  return html`<span class="face" aria-hidden="true" style=${{ '--hue': hue(id), '--size': `${size}px` }}>
    ${inner}${online && html`<i class="there"></i>`}
  </span>`;
}

export function UserFace({ userId, size, presence }) {
  const { client } = useApp();
  const user = client.people.get(userId);
  const online = presence && client.presence.online(userId);
  return html`<${Face} id=${userId} name=${nameOf(client, userId)} url=${user?.avatar_url} size=${size} online=${online} />`;
}

export function ChatFace({ chat, size, presence }) {
  const { client } = useApp();
  if (chat.type === 'direct' && chat.peer_id) {
    return html`<${UserFace} userId=${chat.peer_id} size=${size} presence=${presence} />`;
  }
  const icon = chat.type === 'direct' ? 'bookmark' : undefined;
  return html`<${Face} id=${chat.chat_id} name=${titleOf(client, chat)} url=${chat.avatar_url} size=${size} icon=${icon} />`;
}
