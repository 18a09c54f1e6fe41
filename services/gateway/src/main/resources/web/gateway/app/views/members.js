import { html, useEffect, useState } from '../lib/preact.js';
import { t } from '../i18n/language.js';
import { nameOf } from '../words.js';
import { UserFace } from './avatar.js';
import { Bans } from './bans.js';
import { useApp } from './context.js';
import { Icon, IconButton } from './icons.js';
import { openMenu } from './menu.js';
import { PeoplePicker, startDirect } from './newchat.js';

const RANK = ['owner', 'admin', 'member', 'reader'];

/** Who is in a chat; who leads it adds people, changes their roles and removes them. */
export function Members({ chat, ask }) {
  const { client, ui } = useApp();
  const [adding, setAdding] = useState(false);
  useEffect(() => {
    client.members(chat).catch(() => {});
  }, [chat.members]);
  const path = id => `/v1/chats/${chat.chat_id}/members/${id}`;
  const done = () => {
    chat.members = undefined;
    return client.members(chat);
  };
  const add = user => ask('PUT', path(user.user_id), { role: chat.type === 'channel' ? 'reader' : 'member' }).then(done);
  const members = [...(chat.members ?? [])].sort((a, b) => RANK.indexOf(a.role) - RANK.indexOf(b.role));

  const menu = (event, member) => {
    const { user_id, role } = member;
    const owner = chat.role === 'owner';
    const manages = user_id !== client.me && (owner || (chat.leads && ['member', 'reader'].includes(role)));
    const roles = RANK.filter(each => each !== role && (owner || ['member', 'reader'].includes(each)));
    openMenu(ui, event, t('roleOf', { name: nameOf(client, user_id) }), [
      user_id !== client.me && { icon: 'chat', label: t('newDirect'), act: () => startDirect(client, ui, user_id).then(() => ui.show(null)) },
      ...(manages ? roles.map(each => ({ icon: 'person', label: t(each), act: () => ask('PUT', path(user_id), { role: each }).then(done) })) : []),
      manages && { icon: 'exit', label: t('removeMember'), danger: true, act: () => ask('DELETE', path(user_id)).then(done) },
      manages && { icon: 'block', label: t('ban'), danger: true, act: () => ask('PUT', `/v1/chats/${chat.chat_id}/bans/${user_id}`).then(done) },
    ]);
  };

  return html`<section>
    <div class="line-of">
      <h3>${t('memberList')}${chat.members && html` <small>${chat.members.length}</small>`}</h3>
      ${chat.leads && html`<button type="button" class="link" aria-expanded=${String(adding)} onclick=${() => setAdding(!adding)}><${Icon} name="plus" />${t('addMembers')}</button>`}
    </div>
    ${adding && html`<${PeoplePicker} chosen=${[]} ontoggle=${add} except=${members.map(member => member.user_id)} />`}
    <ul class="members">
      ${members.map(
        member => html`<li key=${member.user_id}>
          <${UserFace} userId=${member.user_id} size=${38} presence />
          <span><bdi>${nameOf(client, member.user_id)}</bdi>${member.user_id === client.me && html` <small>(${t('you')})</small>`}</span>
          <small class="role">${t(member.role)}</small>
          ${member.user_id !== client.me && html`<${IconButton} name="more" label=${t('roleOf', { name: nameOf(client, member.user_id) })} onclick=${event => menu(event, member)} />`}
        </li>`,
      )}
      ${!chat.members && html`<li class="hint">${t('loading')}</li>`}
    </ul>
    ${chat.leads && html`<${Bans} chat=${chat} ask=${ask} />`}
  </section>`;
}
