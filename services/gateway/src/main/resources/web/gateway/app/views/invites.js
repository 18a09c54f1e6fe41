import { html, useEffect, useState } from '../lib/preact.js';
import { t } from '../i18n/language.js';
import { momentOf } from '../i18n/times.js';
import { Icon } from './icons.js';

/** The link of an invitation: its code is behind the #, so that no server's log has it. */
const linkOf = code => `${location.origin}/#join/${code}`;

/** The open invitations of a chat. A new one is shown once: the server keeps no code. */
export function Invites({ chat, ask }) {
  const path = `/v1/chats/${chat.chat_id}/invites`;
  const [invites, setInvites] = useState(null);
  const [link, setLink] = useState('');
  const load = () => ask('GET', path).then(page => setInvites(page.items), () => setInvites([]));
  useEffect(() => {
    load();
  }, [chat.chat_id]);
  const make = async () => {
    const made = linkOf((await ask('POST', path, {})).code);
    await navigator.clipboard?.writeText(made).catch(() => {});
    setLink(made);
    load();
  };
  const revoke = id => ask('DELETE', `${path}/${id}`).then(load);
  return html`<section>
    <div class="line-of">
      <h3>${t('inviteLinks')}</h3>
      <button type="button" class="link" onclick=${make}><${Icon} name="link" />${t('newLink')}</button>
    </div>
    ${link && html`<p class="note" role="status">${t('linkCopied', { link: '' })} <a href=${link}>${link}</a></p>`}
    ${invites?.length === 0 && !link && html`<p class="soft">${t('noLinks')}</p>`}
    <ul class="members">
      ${(invites ?? []).map(
        ({ invite_id, uses, created_at }) => html`<li key=${invite_id}>
          <${Icon} name="link" />
          <span>${momentOf(created_at)} <small>${t('linkUses', { count: uses })}</small></span>
          <button type="button" class="link" onclick=${() => revoke(invite_id)}>${t('revoke')}</button>
        </li>`,
      )}
    </ul>
  </section>`;
}
