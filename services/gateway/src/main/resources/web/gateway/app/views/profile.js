import { html, useState } from '../lib/preact.js';
import { t } from '../i18n/language.js';
import { refusal } from '../words.js';
import { UserFace } from './avatar.js';
import { useApp } from './context.js';
import { Field } from './dialog.js';
import { PictureButtons } from './picture.js';

/** How others see one: picture, name, and some words. */
export function Profile() {
  const { client, ui } = useApp();
  const user = client.people.get(client.me) ?? {};
  const [name, setName] = useState(user.display_name ?? '');
  const [about, setAbout] = useState(user.about ?? '');
  const touched = (name.trim() && name.trim() !== user.display_name) || about.trim() !== (user.about ?? '');

  /** Asks, and takes the new profile; the frame that tells it may come later. */
  const ask = async (method, path, body) => {
    try {
      client.people.put(await client.rest(method, path, body));
      return true;
    } catch (problem) {
      ui.say(problem.code === 'too_large' ? t('tooBig') : refusal(problem));
      return false;
    }
  };
  const save = async event => {
    event.preventDefault();
    const change = { display_name: name.trim() || user.display_name, about: about.trim() || null };
    if (await ask('PATCH', '/v1/users/me', change)) ui.say(t('saved'));
  };
  const remove = async () => {
    await client.rest('DELETE', '/v1/users/me/avatar').catch(() => {});
    await client.rest('GET', '/v1/users/me').then(own => client.people.put(own), () => {});
  };
  return html`<section class="profile">
    <div class="person">
      <${UserFace} userId=${client.me} size=${96} />
      <p class="soft">@${user.username}</p>
      <${PictureButtons} url=${user.avatar_url} put=${file => ask('PUT', '/v1/users/me/avatar', file)} remove=${remove} />
    </div>
    <form onsubmit=${save}>
      <${Field} label=${t('displayName')} name="display_name" dir="auto" maxlength="64" value=${name} oninput=${event => setName(event.currentTarget.value)} />
      <${Field} label=${t('about')} name="about" dir="auto" maxlength="280" value=${about} oninput=${event => setAbout(event.currentTarget.value)} />
      ${touched && html`<footer><button class="primary">${t('save')}</button></footer>`}
    </form>
  </section>`;
}
