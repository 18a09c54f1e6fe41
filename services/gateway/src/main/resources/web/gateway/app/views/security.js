import { html, useEffect, useState } from '../lib/preact.js';
import { t } from '../i18n/language.js';
import { refusal } from '../words.js';
import { useApp } from './context.js';
import { Field } from './dialog.js';
import { Icon } from './icons.js';

/** What was refused of a password or a code. */
function explain(problem) {
  if (problem.status === 401) return problem.field === 'code' ? { code: t('wrongCode') } : { password: t('wrongPassword') };
  if (problem.code === 'bad_request' && problem.field === 'new_password') return { next: t('passwordRule') };
  if (problem.code === 'bad_request' && problem.field === 'code') return { code: t('wrongCode') };
  return { form: refusal(problem) };
}

/** The password, and the second factor. */
export function Security() {
  const { client } = useApp();
  const [account, setAccount] = useState(null);
  const load = () => client.rest('GET', '/v1/auth/account').then(setAccount, () => {});
  useEffect(() => {
    load();
  }, []);
  return html`<section>
    <h3>${t('security')}</h3>
    <${Password} factor=${account?.second_factor} />
    ${account && html`<${SecondFactor} on=${account.second_factor} changed=${load} />`}
  </section>`;
}

/** The end of the account: only with its password, and after it was said what goes with it. */
export function Deletion() {
  const { client } = useApp();
  const [open, setOpen] = useState(false);
  const [factor, setFactor] = useState(false);
  const [submit, wrong] = useForm(data => client.session.deleteAccount(data));
  const begin = async () => {
    const account = await client.rest('GET', '/v1/auth/account').catch(() => ({}));
    setFactor(Boolean(account.second_factor));
    setOpen(true);
  };
  if (!open) return html`<button type="button" class="danger" onclick=${begin}><${Icon} name="trash" />${t('deleteAccount')}</button>`;
  return html`<form onsubmit=${submit}>
    <h4>${t('deleteAccount')}</h4>
    <p>${t('deleteAccountText')}</p>
    <${Field} label=${t('password')} ...${secret} name="password" error=${wrong.password} />
    ${factor && html`<${Field} label=${t('code')} ...${oneTime} error=${wrong.code} />`}
    ${wrong.form && html`<p class="error" role="alert">${wrong.form}</p>`}
    <footer>
      <button type="button" onclick=${() => setOpen(false)}>${t('cancel')}</button>
      <button class="danger">${t('deleteForEver')}</button>
    </footer>
  </form>`;
}

function useForm(work) {
  const [wrong, setWrong] = useState({});
  const submit = async event => {
    event.preventDefault();
    const form = event.currentTarget;
    setWrong({});
    try {
      await work(Object.fromEntries(new FormData(form)));
      form.reset();
    } catch (problem) {
      setWrong(explain(problem));
    }
  };
  return [submit, wrong];
}

const secret = { type: 'password', autocomplete: 'current-password', required: true, maxlength: '128' };
const oneTime = { name: 'code', autocomplete: 'one-time-code', required: true };

function Password({ factor }) {
  const { client, ui } = useApp();
  const [open, setOpen] = useState(false);
  const [submit, wrong] = useForm(async data => {
    await client.rest('POST', '/v1/auth/password', data);
    setOpen(false);
    ui.say(t('passwordChanged'));
  });
  if (!open) return html`<div class="buttons"><button type="button" onclick=${() => setOpen(true)}>${t('changePassword')}</button></div>`;
  return html`<form onsubmit=${submit}>
    <${Field} label=${t('currentPassword')} ...${secret} name="current_password" error=${wrong.password} />
    <${Field} label=${t('newPassword')} ...${secret} name="new_password" autocomplete="new-password" error=${wrong.next} />
    ${factor && html`<${Field} label=${t('code')} ...${oneTime} error=${wrong.code} />`}
    ${wrong.form && html`<p class="error" role="alert">${wrong.form}</p>`}
    <footer>
      <button type="button" onclick=${() => setOpen(false)}>${t('cancel')}</button>
      <button class="primary">${t('changePassword')}</button>
    </footer>
  </form>`;
}

/** Turned on in three steps: the password, the key and a code of it, the recovery codes. */
function SecondFactor({ on, changed }) {
  const { client } = useApp();
  const [step, go] = useState('rest');
  const [enrolment, setEnrolment] = useState(null);
  const [codes, setCodes] = useState([]);
  const [begin, beginWrong] = useForm(async data => {
    setEnrolment(await client.rest('POST', '/v1/auth/second-factor', data));
    go('code');
  });
  const [confirm, confirmWrong] = useForm(async data => {
    setCodes((await client.rest('POST', '/v1/auth/second-factor/confirm', data)).recovery_codes);
    go('codes');
  });
  const [end, endWrong] = useForm(async data => {
    await client.rest('POST', '/v1/auth/second-factor/end', data);
    done();
  });
  const done = () => {
    go('rest');
    changed();
  };
  if (step === 'code') {
    return html`<form onsubmit=${confirm}>
      <h4>${t('twoFactor')}</h4>
      <p>${t('secretText')}</p>
      <p><code>${enrolment.secret}</code></p>
      <p><a href=${enrolment.uri}>${t('openApp')}</a></p>
      <${Field} key="confirm" label=${t('code')} ...${oneTime} inputmode="numeric" error=${confirmWrong.code ?? confirmWrong.password} />
      ${confirmWrong.form && html`<p class="error" role="alert">${confirmWrong.form}</p>`}
      <footer><button type="button" onclick=${done}>${t('cancel')}</button><button class="primary">${t('turnOn')}</button></footer>
    </form>`;
  }
  if (step === 'codes') {
    return html`<div class="note" role="status">
      <p>${t('recoveryText')}</p>
      <ul class="codes">${codes.map(code => html`<li key=${code}><code>${code}</code></li>`)}</ul>
      <button type="button" class="primary" onclick=${done}>${t('done')}</button>
    </div>`;
  }
  if (step === 'password') {
    return html`<form onsubmit=${on ? end : begin}>
      <h4>${t('twoFactor')}</h4>
      <${Field} key="password" label=${t('password')} ...${secret} name="password" error=${beginWrong.password ?? endWrong.password} />
      ${on && html`<${Field} label=${t('code')} ...${oneTime} error=${endWrong.code} />`}
      ${(beginWrong.form ?? endWrong.form) && html`<p class="error" role="alert">${beginWrong.form ?? endWrong.form}</p>`}
      <footer>
        <button type="button" onclick=${() => go('rest')}>${t('cancel')}</button>
        <button class=${on ? 'danger' : 'primary'}>${t(on ? 'turnOff' : 'continue')}</button>
      </footer>
    </form>`;
  }
  return html`<div class="line-of">
    <span>${t('twoFactor')}<br /><small>${t(on ? 'twoFactorOn' : 'twoFactorOff')}</small></span>
    <button type="button" onclick=${() => go('password')}>${t(on ? 'turnOff' : 'turnOn')}</button>
  </div>`;
}
