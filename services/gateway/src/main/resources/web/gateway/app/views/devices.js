import { html, useEffect, useState } from '../lib/preact.js';
import { t } from '../i18n/language.js';
import { momentOf } from '../i18n/times.js';
import { refusal } from '../words.js';
import { useApp } from './context.js';
import { Icon } from './icons.js';

/** Where one is logged in, and ending it there. */
export function Devices() {
  const { client, ui } = useApp();
  const [sessions, setSessions] = useState(null);
  const load = () => client.rest('GET', '/v1/auth/sessions').then(page => setSessions(page.items), () => {});
  useEffect(() => {
    load();
  }, []);
  const end = async (path, words) => {
    try {
      await client.rest('DELETE', path);
      if (words) ui.say(words);
    } catch (problem) {
      ui.say(refusal(problem));
    }
    load();
  };
  return html`<section>
    <h3>${t('devices')}</h3>
    <ul class="members">
      ${(sessions ?? []).map(
        ({ session_id, device_name, last_used_at, current }) => html`<li key=${session_id}>
          <${Icon} name="person" />
          <span><bdi>${device_name}</bdi> <small>${current ? t('thisDevice') : t('activeAt', { when: momentOf(last_used_at) })}</small></span>
          ${!current && html`<button type="button" class="link" onclick=${() => end(`/v1/auth/sessions/${session_id}`)}>${t('endSession')}</button>`}
        </li>`,
      )}
      ${!sessions && html`<li class="hint">${t('loading')}</li>`}
    </ul>
    ${sessions?.length > 1 && html`<div class="buttons"><button type="button" class="danger" onclick=${() => end('/v1/auth/sessions', t('endedOthers'))}>${t('endOthers')}</button></div>`}
  </section>`;
}
