import { html, useEffect, useState } from '../lib/preact.js';
import { t } from '../i18n/language.js';
import { nameOf, refusal } from '../words.js';
import { UserFace } from './avatar.js';
import { useApp } from './context.js';
import { Dialog } from './dialog.js';

/** Who has read a message, and whom it has reached only. */
export function Readers({ chat, seq, onclose }) {
  const { client } = useApp();
  const [receipts, setReceipts] = useState(null);
  const [wrong, setWrong] = useState('');
  // The frames that tell how far others are do not say who was a member then.
  const news = [...chat.receipts.values()].map(({ received_seq, read_seq }) => (received_seq >= seq) + (read_seq >= seq)).join('');
  useEffect(() => {
    client.all(`/v1/chats/${chat.chat_id}/receipts?seq=${seq}`).then(setReceipts, problem => setWrong(refusal(problem)));
  }, [chat.chat_id, seq, news]);
  const read = receipts?.filter(({ read_seq }) => read_seq >= seq);
  const reached = receipts?.filter(({ read_seq }) => read_seq < seq);
  return html`<${Dialog} title=${t('readBy')} onclose=${onclose}>
    ${wrong && html`<p class="error" role="alert">${wrong}</p>`}
    ${!receipts && !wrong && html`<p class="hint" role="status">${t('loading')}</p>`}
    ${read?.length === 0 && html`<p class="soft">${t('nobodyYet')}</p>`}
    ${read?.length > 0 && html`<${Some} label=${t('readBy')} people=${read} />`}
    ${reached?.length > 0 && html`<section><h3>${t('deliveredTo')}</h3><${Some} label=${t('deliveredTo')} people=${reached} /></section>`}
  <//>`;
}

function Some({ label, people }) {
  const { client } = useApp();
  return html`<ul class="members" aria-label=${label}>
    ${people.map(({ user_id }) => html`<li key=${user_id}><${UserFace} userId=${user_id} size=${38} presence /><span><bdi>${nameOf(client, user_id)}</bdi></span></li>`)}
  </ul>`;
}
