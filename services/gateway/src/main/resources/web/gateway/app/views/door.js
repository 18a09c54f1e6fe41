import { html, useEffect, useRef, useState } from '../lib/preact.js';
import { Session } from '../client/session.js';
import { deviceName } from '../device.js';
import { LANGUAGES, language, speak, t } from '../i18n/language.js';
import { Choice, Field } from './dialog.js';
import { refusal } from '../words.js';

/** What a refusal means at the door: the words, and the field they belong to. */
function explain(problem, step) {
  if (problem.code === 'unauthenticated') {
    return step === 'code' ? { code: t('wrongCode') } : { form: t('wrongLogin') };
  }
  if (problem.code === 'conflict') return { username: t('usernameTaken') };
  if (problem.code === 'bad_request' && problem.field === 'username') return { username: t('usernameRule') };
  if (problem.code === 'bad_request' && problem.field === 'password') return { password: t('passwordRule') };
  return { form: refusal(problem) };
}

/** Where people log in, register, and show their second factor. */
export function Door({ notice, onenter }) {
  const [step, go] = useState('login');
  const [wrong, setWrong] = useState({});
  const [busy, setBusy] = useState(false);
  const [, spoken] = useState(language());
  const kept = useRef({});
  const form = useRef(null);

  useEffect(() => {
    form.current.querySelector('input:not([value])')?.focus();
  }, [step]);

  const turn = next => {
    setWrong({});
    go(next);
  };

  async function submit(event) {
    event.preventDefault();
    if (busy) return;
    const data = { ...kept.current, ...Object.fromEntries(new FormData(form.current)) };
    data.username = data.username.trim();
    kept.current = data;
    setBusy(true);
    setWrong({});
    try {
      if (step === 'register') await Session.register(data);
      onenter(await Session.login(localStorage, { ...data, name: deviceName() }));
    } catch (problem) {
      setBusy(false);
      if (problem.field === 'code' && step !== 'code') turn('code');
      else setWrong(explain(problem, step));
    }
  }

  const titles = { login: 'welcome', register: 'createTitle', code: 'secondFactor' };
  const texts = { login: 'welcomeText', register: 'createText', code: 'secondFactorText' };
  return html`<main class="door">
    <form ref=${form} class="card" onsubmit=${submit} novalidate aria-busy=${busy ? 'true' : 'false'}>
      <img src="/app/icon.svg" alt="" width="72" height="72" />
      <h1>${t(titles[step])}</h1>
      <p class="soft">${t(texts[step])}</p>
      ${notice && step === 'login' && html`<p class="note" role="status">${notice}</p>`}
      ${
        step === 'code'
          ? html`<${Field} key="code" label=${t('code')} name="code" autocomplete="one-time-code" inputmode="text" required error=${wrong.code} />`
          : html`<${Credentials} register=${step === 'register'} wrong=${wrong} />`
      }
      ${wrong.form && html`<p class="error" role="alert">${wrong.form}</p>`}
      <button class="primary" disabled=${busy}>${t(step === 'register' ? 'createAccount' : 'logIn')}</button>
      ${step === 'login' && html`<button type="button" class="link" onclick=${() => turn('register')}>${t('newHere')}</button>`}
      ${step === 'register' && html`<button type="button" class="link" onclick=${() => turn('login')}>${t('haveAccount')}</button>`}
      ${step === 'code' && html`<button type="button" class="link" onclick=${() => turn('login')}>${t('backToPassword')}</button>`}
    </form>
    <footer>
      <${Choice} label=${t('language')} value=${language()} options=${Object.entries(LANGUAGES)} onchoose=${code => spoken(speak(code) ?? code)} />
      <a href="/docs">${t('apiDocs')}</a>
    </footer>
  </main>`;
}

const Credentials = ({ register, wrong }) => [
  html`<${Field} key="username" label=${t('username')} name="username" autocomplete="username" autocapitalize="none" spellcheck=${false} required maxlength="32" error=${wrong.username} />`,
  register &&
    html`<${Field} key="name" label=${t('displayName')} name="display_name" autocomplete="name" maxlength="64" placeholder=${t('displayNameHint')} />`,
  html`<${Field} key="password" label=${t('password')} name="password" type="password" autocomplete=${register ? 'new-password' : 'current-password'} required maxlength="128" error=${wrong.password} />`,
];
