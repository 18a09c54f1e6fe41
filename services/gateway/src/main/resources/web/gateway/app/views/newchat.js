import { html, useEffect, useState } from '../lib/preact.js';
import { uuid } from '../client/uuid.js';
import { t } from '../i18n/language.js';
import { refusal } from '../words.js';
import { Face } from './avatar.js';
import { useApp } from './context.js';
import { Choice, Dialog, Field } from './dialog.js';
import { Icon } from './icons.js';
import { Person } from './results.js';

/** Opens the direct chat with somebody, which may be new. */
export async function startDirect(client, ui, userId) {
  const known = client.chats.list.find(chat => chat.type === 'direct' && chat.peer_id === userId);
  const id = known?.chat_id ?? (await make(client, { type: 'direct', member_ids: [userId] }));
  ui.open(id);
}

async function make(client, chat) {
  const made = await client.rest('POST', '/v1/chats', chat);
  return client.chats.begin(made).chat_id;
}

/** A direct chat, a group or a channel. */
export function NewChat({ onclose }) {
  const { client, ui } = useApp();
  const [type, setType] = useState('direct');
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState([]);
  const [wrong, setWrong] = useState({});
  const [busy, setBusy] = useState(false);

  async function start(people) {
    if (busy) return;
    if (type !== 'direct' && !title.trim()) return setWrong({ title: t('titleNeeded') });
    if (type === 'direct' && people.length === 0) return setWrong({ people: t('chooseSomebody') });
    setBusy(true);
    setWrong({});
    try {
      if (type === 'direct') await startDirect(client, ui, people[0].user_id);
      else ui.open(await make(client, { type, title: title.trim(), member_ids: people.map(user => user.user_id) }));
      onclose();
    } catch (problem) {
      setBusy(false);
      setWrong({ form: refusal(problem) });
    }
  }

  const toggle = user => {
    if (type === 'direct') return start([user]);
    setChosen(chosen.some(each => each.user_id === user.user_id) ? without(chosen, user) : [...chosen, user]);
  };
  const submit = event => {
    event.preventDefault();
    start(chosen);
  };
  return html`<${Dialog} title=${t('newChat')} onclose=${onclose}>
    <form onsubmit=${submit} novalidate>
      <${Choice} label=${t('newChat')} value=${type} onchoose=${setType} options=${[['direct', t('newDirect')], ['group', t('newGroup')], ['channel', t('newChannel')]]} />
      ${type !== 'direct' &&
      html`<${Field} label=${t(type === 'group' ? 'titleOfGroup' : 'titleOfChannel')} name="title" dir="auto" maxlength="128" autocomplete="off" value=${title} error=${wrong.title} oninput=${event => setTitle(event.currentTarget.value)} />`}
      <${PeoplePicker} chosen=${chosen} ontoggle=${toggle} error=${wrong.people} onremove=${user => setChosen(without(chosen, user))} />
      ${wrong.form && html`<p class="error" role="alert">${wrong.form}</p>`}
      ${type !== 'direct' && html`<footer><button type="button" onclick=${onclose}>${t('cancel')}</button><button class="primary" disabled=${busy}>${t('create')}</button></footer>`}
    </form>
  <//>`;
}

const without = (people, user) => people.filter(each => each.user_id !== user.user_id);

/** Finds people by name, and shows who is chosen. */
export function PeoplePicker({ chosen, ontoggle, onremove, error, except = [] }) {
  const { client } = useApp();
  const [words, setWords] = useState('');
  const [found, setFound] = useState({ words: '', people: [] });
  useEffect(() => {
    const wanted = words.trim().replace(/^@/, '');
    if (!wanted) return setFound({ words: '', people: [] });
    const later = setTimeout(async () => {
      const people = await client.people.search(wanted).catch(() => []);
      setFound({ words: words.trim(), people: people.filter(user => user.user_id !== client.me) });
    }, 150);
    return () => clearTimeout(later);
  }, [words]);
  const people = found.people.filter(user => !except.includes(user.user_id));
  const enter = event => {
    if (event.key !== 'Enter' || event.isComposing || !words.trim()) return;
    event.preventDefault();
    if (people.length > 0 && found.words === words.trim()) toggle(people[0]);
  };
  const toggle = user => {
    setWords('');
    ontoggle(user);
  };
  return html`<div class="picker">
    <${Field} label=${t('withWhom')} name="people" type="text" dir="auto" autofocus autocomplete="off" autocapitalize="none" spellcheck=${false} placeholder=${t('withWhomHint')} value=${words} error=${error} oninput=${event => setWords(event.currentTarget.value)} onkeydown=${enter} />
    ${chosen.length > 0 &&
    html`<ul class="chips">
      ${chosen.map(
        user => html`<li key=${user.user_id}>
          <button type="button" aria-label=${t('removeName', { name: user.display_name })} onclick=${() => onremove(user)}>
            <${Face} id=${user.user_id} name=${user.display_name} url=${user.avatar_url} size=${24} /><bdi>${user.display_name}</bdi><${Icon} name="close" />
          </button>
        </li>`,
      )}
    </ul>`}
    <ul class="chats found" aria-label=${t('people')}>
      ${people.map(
        user =>
          html`<li key=${user.user_id}><${Person} user=${user} aria-pressed=${chosen.length > 0 ? String(chosen.some(each => each.user_id === user.user_id)) : undefined} onchoose=${() => toggle(user)} /></li>`,
      )}
    </ul>
    ${words.trim() && found.words === words.trim() && people.length === 0 && html`<p class="hint" role="status">${t('nobodyNamed', { name: words.trim() })}</p>`}
  </div>`;
}
