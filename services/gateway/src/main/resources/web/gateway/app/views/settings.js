import { html, useEffect, useState } from '../lib/preact.js';
import { LANGUAGES, language, speak, t } from '../i18n/language.js';
import { allowNotifications, notifying, silence } from '../notify.js';
import { theme, wear } from '../theme.js';
import { refusal } from '../words.js';
import { useApp } from './context.js';
import { Choice, Dialog } from './dialog.js';
import { Devices } from './devices.js';
import { Icon } from './icons.js';
import { Profile } from './profile.js';
import { Deletion, Security } from './security.js';

/** Who one is, how the page looks, and where one is logged in. */
export function Settings({ onclose }) {
  const { client } = useApp();
  return html`<${Dialog} title=${t('settings')} onclose=${onclose}>
    <${Profile} />
    <${Look} />
    <${Notifications} />
    <${Privacy} />
    <${Devices} />
    <${Security} />
    <section class="endings">
      <button type="button" onclick=${() => client.session.logout()}><${Icon} name="exit" />${t('logOut')}</button>
      <${Deletion} />
    </section>
  <//>`;
}

function Look() {
  const { ui } = useApp();
  const change = (act, value) => {
    act(value);
    ui.changed();
  };
  return html`<section>
    <h3>${t('look')}</h3>
    <div class="line-of">
      <span>${t('language')}</span>
      <${Choice} label=${t('language')} value=${language()} options=${Object.entries(LANGUAGES)} onchoose=${code => change(speak, code)} />
    </div>
    <div class="line-of">
      <span>${t('theme')}</span>
      <${Choice} label=${t('theme')} value=${theme()} options=${[['auto', t('themeAuto')], ['light', t('themeLight')], ['dark', t('themeDark')]]} onchoose=${name => change(wear, name)} />
    </div>
  </section>`;
}

function Notifications() {
  const { ui } = useApp();
  const [on, setOn] = useState(notifying());
  const denied = globalThis.Notification?.permission === 'denied';
  const change = async event => {
    if (event.currentTarget.checked) setOn(await allowNotifications());
    else setOn(silence());
    ui.changed();
  };
  return html`<section>
    <h3>${t('notifications')}</h3>
    <label class="switch"><input type="checkbox" role="switch" checked=${on} disabled=${denied} onchange=${change} /><span>${t('notify')}</span></label>
    ${denied && html`<p class="soft">${t('notifyDenied')}</p>`}
  </section>`;
}

function Privacy() {
  const { client, ui } = useApp();
  const [settings, setSettings] = useState(null);
  useEffect(() => {
    client.rest('GET', '/v1/users/me/settings').then(setSettings, () => {});
  }, []);
  const choose = last_seen => {
    const next = { ...settings, last_seen };
    setSettings(next);
    client.rest('PUT', '/v1/users/me/settings', next).catch(problem => {
      setSettings(settings);
      ui.say(refusal(problem));
    });
  };
  return html`<section>
    <div class="line-of">
      <span>${t('whoSees')}</span>
      <${Choice} label=${t('whoSees')} value=${settings?.last_seen} options=${[['everyone', t('everybody')], ['chats', t('sharedChats')], ['nobody', t('nobody')]]} onchoose=${choose} />
    </div>
  </section>`;
}
