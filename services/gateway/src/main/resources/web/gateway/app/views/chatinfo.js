import { html, useEffect, useState } from '../lib/preact.js';
import { t } from '../i18n/language.js';
import { momentOf } from '../i18n/times.js';
import { refusal, titleOf } from '../words.js';
import { ChatFace } from './avatar.js';
import { useApp } from './context.js';
import { Dialog, Field } from './dialog.js';
import { Icon } from './icons.js';
import { Invites } from './invites.js';
import { Members } from './members.js';
import { PictureButtons } from './picture.js';

/** What a chat is, who is in it, and what one can do about it. */
export function ChatInfo({ chat, onclose }) {
  const { client, ui } = useApp();
  const { chat_id, type, peer_id } = chat;
  const user = type === 'direct' && client.people.get(peer_id);
  /** Asks, and says what was refused. */
  const ask = async (method, path, body) => {
    try {
      return await client.rest(method, path, body);
    } catch (problem) {
      ui.say(body instanceof Blob && problem.code === 'too_large' ? t('tooBig') : refusal(problem));
      throw problem;
    }
  };
  useEffect(() => {
    client.rest('GET', `/v1/chats/${chat_id}`).then(state => client.chats.begin(state), () => {});
  }, [chat_id]);
  const about = user ? user.about : chat.about;
  return html`<${Dialog} title=${t('info')} onclose=${onclose}>
    <div class="person">
      <${ChatFace} chat=${chat} size=${96} presence />
      <h3 dir="auto">${titleOf(client, chat)}</h3>
      <p class="soft">${user ? user.username && `@${user.username}` : t(type)}</p>
      ${about && html`<p dir="auto" class="said">${about}</p>`}
      ${type !== 'direct' && chat.leads && html`<${Picture} chat=${chat} ask=${ask} />`}
    </div>
    <${Mute} chat=${chat} ask=${ask} />
    ${type !== 'direct' && chat.leads && html`<${Describe} chat=${chat} ask=${ask} />`}
    ${type !== 'direct' && html`<${Members} chat=${chat} ask=${ask} />`}
    ${type !== 'direct' && chat.leads && html`<${Invites} chat=${chat} ask=${ask} />`}
    <${Endings} chat=${chat} ask=${ask} onclose=${onclose} />
  <//>`;
}

function Picture({ chat, ask }) {
  const { client } = useApp();
  const path = `/v1/chats/${chat.chat_id}/avatar`;
  const put = async file => client.chats.begin(await ask('PUT', path, file));
  const remove = async () => {
    await ask('DELETE', path);
    chat.avatar_url = '';
    client.chats.onChange(chat);
  };
  return html`<${PictureButtons} url=${chat.avatar_url} put=${put} remove=${remove} />`;
}

function Mute({ chat, ask }) {
  const { client } = useApp();
  const mute = async hours => {
    const until = hours === 0 ? null : new Date(Date.now() + hours * 3_600_000).toISOString();
    const state = await ask('PUT', `/v1/chats/${chat.chat_id}/mute`, { until });
    chat.muted_until = state.muted_until;
    client.chats.onChange(chat);
  };
  const long = chat.muted && new Date(chat.muted_until) - Date.now() > 300 * 86_400_000;
  return html`<section>
    <h3>${t('notifications')}</h3>
    ${chat.muted
      ? html`<div class="line-of">
          <span>${long ? t('mutedChat') : t('muteUntil', { when: momentOf(chat.muted_until) })}</span>
          <button type="button" onclick=${() => mute(0)}>${t('unmute')}</button>
        </div>`
      : html`<div class="buttons">
          <button type="button" onclick=${() => mute(1)}>${t('muteHour')}</button>
          <button type="button" onclick=${() => mute(24)}>${t('muteDay')}</button>
          <button type="button" onclick=${() => mute(24 * 365 * 10)}>${t('muteForever')}</button>
        </div>`}
  </section>`;
}

function Describe({ chat, ask }) {
  const { client } = useApp();
  const [title, setTitle] = useState(chat.title);
  const [about, setAbout] = useState(chat.about ?? '');
  const change = async fields => client.chats.begin(await ask('PATCH', `/v1/chats/${chat.chat_id}`, fields));
  const save = event => {
    event.preventDefault();
    const fields = {};
    if (title.trim() && title.trim() !== chat.title) fields.title = title.trim();
    if (about.trim() !== (chat.about ?? '')) fields.about = about.trim();
    if (Object.keys(fields).length > 0) change(fields);
  };
  const touched = title.trim() !== chat.title || about.trim() !== (chat.about ?? '');
  return html`<section>
    <form onsubmit=${save}>
      <${Field} label=${t('title')} dir="auto" maxlength="128" value=${title} oninput=${event => setTitle(event.currentTarget.value)} />
      <${Field} label=${t('description')} dir="auto" maxlength="280" placeholder=${t('descriptionHint')} value=${about} oninput=${event => setAbout(event.currentTarget.value)} />
      ${touched && html`<footer><button class="primary">${t('save')}</button></footer>`}
    </form>
    ${chat.type === 'group' &&
    chat.role === 'owner' &&
    html`<label class="switch">
      <input type="checkbox" role="switch" checked=${chat.history === 'all'} onchange=${event => change({ history: event.currentTarget.checked ? 'all' : 'joined' })} />
      <span>${t('wholeHistory')}</span>
    </label>`}
  </section>`;
}

function Endings({ chat, ask, onclose }) {
  const { client, ui } = useApp();
  const { chat_id, type, peer_id } = chat;
  /** What was chosen and must be confirmed: `leave` or `deleteChat`. */
  const [sure, setSure] = useState();
  const archive = async () => {
    // The frame that tells it may come before the answer.
    const archived = !chat.archived;
    await ask(archived ? 'PUT' : 'DELETE', `/v1/chats/${chat_id}/archive`);
    chat.archived = archived;
    client.chats.onChange(chat);
    onclose();
  };
  const end = async () => {
    if (sure === 'leave') await ask('POST', `/v1/chats/${chat_id}/leave`);
    else await ask('DELETE', `/v1/chats/${chat_id}`);
    onclose();
    ui.close();
    client.chats.drop(chat_id);
  };
  const block = async () => {
    const blocked = !chat.blocked;
    await ask(blocked ? 'PUT' : 'DELETE', `/v1/blocks/${peer_id}`);
    chat.blocked = blocked;
    client.chats.onChange(chat);
  };
  return html`<section class="endings">
    <button type="button" onclick=${archive}><${Icon} name="archive" />${t(chat.archived ? 'fromArchive' : 'toArchive')}</button>
    ${type === 'direct' && peer_id && html`<button type="button" class="danger" onclick=${block}><${Icon} name="block" />${t(chat.blocked ? 'unblock' : 'block')}</button>`}
    ${type !== 'direct' && !sure && html`<button type="button" class="danger" onclick=${() => setSure('leave')}><${Icon} name="exit" />${t('leave')}</button>`}
    ${type !== 'direct' && chat.role === 'owner' && !sure && html`<button type="button" class="danger" onclick=${() => setSure('deleteChat')}><${Icon} name="trash" />${t('deleteChat')}</button>`}
    ${sure &&
    html`<div class="sure" role="alert">
      <span>${t(`${sure}Sure`, { title: titleOf(client, chat) })}</span>
      <button type="button" onclick=${() => setSure()}>${t('cancel')}</button>
      <button type="button" class="danger" onclick=${end}>${t(sure)}</button>
    </div>`}
  </section>`;
}
