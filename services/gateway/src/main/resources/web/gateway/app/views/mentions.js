import { html, useEffect, useState } from '../lib/preact.js';
import { t } from '../i18n/language.js';
import { nameOf } from '../words.js';
import { UserFace } from './avatar.js';
import { useApp } from './context.js';

const MOST = 6;

/** The mention that is being written before the caret: {words, from}, or null. */
export function begun(text, caret) {
  const match = /(?:^|[\s(])@([A-Za-z0-9_.\p{L}]{0,32})$/u.exec(text.slice(0, caret));
  return match && { words: match[1].toLocaleLowerCase(), from: caret - match[1].length - 1 };
}

/** Whom one can mention in a chat. */
const others = (client, chat) =>
  chat.type === 'direct' ? [chat.peer_id] : (chat.members ?? []).map(member => member.user_id).filter(id => id !== client.me);

/** The ids of the members whose usernames a text has behind an @. */
export function mentionsIn(client, chat, text) {
  const names = new Set([...text.matchAll(/@([A-Za-z0-9_.]{3,32})/g)].flatMap(([, name]) => [name.toLowerCase(), name.toLowerCase().replace(/\.+$/, '')]));
  return others(client, chat)
    .filter(id => names.has(client.people.get(id)?.username))
    .slice(0, 50);
}

/** Offers members whose names begin like what is being written. */
export function Completion({ chat, word, handle, choose }) {
  const { client } = useApp();
  const [at, setAt] = useState(0);
  const [closed, setClosed] = useState(-1);
  useEffect(() => setAt(0), [word?.words]);
  const fits = id => {
    const user = client.people.get(id);
    return user?.username && (user.username.startsWith(word.words) || user.display_name.toLocaleLowerCase().startsWith(word.words));
  };
  const found = word && word.from !== closed ? others(client, chat).filter(fits).slice(0, MOST) : [];
  handle.current = event => {
    if (found.length === 0) return false;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setAt((at + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length);
    } else if (event.key === 'Enter' || event.key === 'Tab') choose(client.people.get(found[at] ?? found[0]));
    else if (event.key === 'Escape') setClosed(word.from);
    else return false;
    event.preventDefault();
    return true;
  };
  if (found.length === 0) return null;
  return html`<ul class="completion" id="completion" role="listbox" aria-label=${t('mentionWhom')}>
    ${found.map(
      (id, index) => html`<li
        key=${id}
        role="option"
        aria-selected=${String(index === at)}
        onmousedown=${event => {
          event.preventDefault();
          choose(client.people.get(id));
        }}
      >
        <${UserFace} userId=${id} size=${28} /><bdi>${nameOf(client, id)}</bdi><small>@${client.people.get(id).username}</small>
      </li>`,
    )}
  </ul>`;
}
