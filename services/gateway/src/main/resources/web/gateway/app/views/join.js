import { html, useEffect, useState } from '../lib/preact.js';
import { t } from '../i18n/language.js';
import { refusal } from '../words.js';
import { Face } from './avatar.js';
import { useApp } from './context.js';
import { Dialog } from './dialog.js';

/** Where an invitation leads, before one follows it. */
export function Join({ code, onclose }) {
  const { client, ui } = useApp();
  const [chat, setChat] = useState(null);
  const [wrong, setWrong] = useState('');
  useEffect(() => {
    client.rest('GET', `/v1/invites/${code}`).then(setChat, problem => setWrong(problem.status === 0 ? refusal(problem) : t('inviteGone')));
  }, [code]);
  async function join() {
    try {
      const state = chat.joined ? chat : await client.rest('POST', `/v1/invites/${code}/join`);
      if (!client.chats.get(state.chat_id)) client.chats.begin(await client.rest('GET', `/v1/chats/${state.chat_id}`));
      onclose();
      ui.open(state.chat_id);
    } catch (problem) {
      setWrong(problem.status === 0 ? refusal(problem) : t('inviteGone'));
    }
  }
  return html`<${Dialog} title=${t('joinTitle')} onclose=${onclose}>
    ${!chat && !wrong && html`<p class="hint" role="status">${t('loading')}</p>`}
    ${chat &&
    html`<div class="person">
      <${Face} id=${chat.chat_id} name=${chat.title} size=${72} />
      <h3 dir="auto">${chat.title}</h3>
      <p class="soft">${t('members', { count: chat.members })}</p>
      ${chat.about && html`<p dir="auto">${chat.about}</p>`}
    </div>`}
    ${wrong && html`<p class="error" role="alert">${wrong}</p>`}
    <footer>
      <button type="button" onclick=${onclose}>${t('cancel')}</button>
      ${chat && html`<button type="button" class="primary" onclick=${join}>${t('join')}</button>`}
    </footer>
  <//>`;
}
