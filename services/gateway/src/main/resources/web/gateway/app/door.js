import { request } from './api.js';
import { $ } from './dom.js';
import { Session } from './session.js';

/** Asks who is there until somebody has logged in; resolves to the session. */
export function enter(notice) {
  const form = $('door-form');
  let joining = false;
  $('door').hidden = false;
  $('door-error').textContent = notice;
  form.elements.username.focus();

  $('door-switch').addEventListener('click', () => {
    joining = !joining;
    $('display-name').hidden = !joining;
    $('door-title').textContent = joining ? 'Create an account' : 'Welcome back';
    $('door-submit').textContent = joining ? 'Create account' : 'Log in';
    $('door-switch').textContent = joining ? 'I have an account' : 'New here? Create an account';
    form.elements.password.autocomplete = joining ? 'new-password' : 'current-password';
    $('door-error').textContent = '';
    form.elements.username.focus();
  });

  return new Promise(resolve => {
    form.addEventListener('submit', async event => {
      event.preventDefault();
      $('door-submit').disabled = true;
      $('door-error').textContent = '';
      try {
        const username = form.elements.username.value.trim().toLowerCase();
        const password = form.elements.password.value;
        const display_name = form.elements.display_name.value.trim() || undefined;
        if (joining) {
          await request('POST', '/v1/auth/register', { body: { username, password, display_name } });
        }
        const session = await Session.login(username, password);
        $('door').hidden = true;
        resolve(session);
      } catch (problem) {
        $('door-error').textContent = problem.message;
      } finally {
        $('door-submit').disabled = false;
      }
    });
  });
}
