import { html, useEffect, useState } from '../lib/preact.js';
import { t } from '../i18n/language.js';
import { momentOf } from '../i18n/times.js';
import { nameOf } from '../words.js';
import { UserFace } from './avatar.js';
import { useApp } from './context.js';

/** Who may not come back, for those who lead the chat; read anew when its members changed. */
export function Bans({ chat, ask }) {
  const { client } = useApp();
  const path = `/v1/chats/${chat.chat_id}/bans`;
  const [bans, setBans] = useState([]);
  const load = () => client.all(path).then(setBans, () => {});
  useEffect(() => {
    load();
  }, [chat.members]);
  const lift = userId => ask('DELETE', `${path}/${userId}`).then(load);
  if (bans.length === 0) return null;
  return html`<section>
    <h3>${t('banned')} <small>${bans.length}</small></h3>
    <ul class="members" aria-label=${t('banned')}>
      ${bans.map(
        ({ user_id, banned_at }) => html`<li key=${user_id}>
          <${UserFace} userId=${user_id} size=${38} />
          <span><bdi>${nameOf(client, user_id)}</bdi> <small>${momentOf(banned_at)}</small></span>
          <button type="button" class="link" onclick=${() => lift(user_id)}>${t('liftBan')}</button>
        </li>`,
      )}
    </ul>
  </section>`;
}
