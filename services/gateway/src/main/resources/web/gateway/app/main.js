import { html, render } from './lib/preact.js';
import { Client } from './client/client.js';
import { Session } from './client/session.js';
import { mark, t } from './i18n/language.js';
import { count, notify } from './notify.js';
import { dress } from './theme.js';
import { Ui } from './ui.js';
import { Door } from './views/door.js';
import { Room } from './views/room.js';
import { nameOf, refusal, textOf } from './words.js';

const root = document.getElementById('app');
const tabs = new BroadcastChannel('messenger');
const INVITE = /^#join\/([A-Za-z0-9_-]+)$/;

let app = null;

/** A socket to where the page came from. */
function connect() {
  const url = new URL('/v1/ws', location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  return new WebSocket(url, 'messenger.v1');
}

function showDoor(notice = '') {
  document.title = t('app');
  render(html`<${Door} key="door" notice=${notice} onenter=${enter} />`, root);
}

async function enter(session) {
  const client = await Client.of(session, connect);
  const ui = new Ui(client);
  app = { client, ui };
  session.onEnd = why => leave(why, true);
  client.onRefused = (_, code) => ui.say(refusal({ code }));
  client.onMessage = (message, chat) => {
    notify(app, message, chat);
    if (chat.chat_id === ui.openId) ui.announce(`${nameOf(client, message.sender_id)}: ${textOf(client, message)}`);
  };
  client.listen(() => count(client, t('app')));
  render(html`<${Room} key="room" app=${app} />`, root);
  client.start();
  invited();
}

/** The session is over, here or in another tab. */
async function leave(why, tell) {
  const { client } = app ?? {};
  app = null;
  if (tell) tabs.postMessage('left');
  await client?.stop(tell);
  showDoor(why === 'logout' ? '' : t(why));
}

/** Whoever came by an invitation is shown where it leads. */
function invited() {
  const [, code] = INVITE.exec(location.hash) ?? [];
  if (!code || !app) return;
  history.replaceState(null, '', '/');
  app.ui.invite = code;
  app.ui.show('join');
}

tabs.onmessage = ({ data }) => {
  if (data !== 'left' || !app) return;
  const { session } = app.client;
  session.onEnd = why => leave(why, false);
  session.end('logout');
};
addEventListener('hashchange', invited);
addEventListener('popstate', () => app?.ui.back());
addEventListener('online', () => app?.client.link.wake());
addEventListener('offline', () => app?.client.link.wake());
addEventListener('pagehide', () => app?.client.flush());
document.addEventListener('visibilitychange', () => {
  if (document.hidden) app?.client.flush();
  else app?.client.link.wake();
});

/** Lets a reload work without a network. */
function keepPage() {
  if (!navigator.serviceWorker) return;
  const policy = globalThis.trustedTypes?.createPolicy('worker', { createScriptURL: () => '/worker.js' });
  navigator.serviceWorker.register(policy?.createScriptURL('') ?? '/worker.js').catch(() => {});
}

mark();
dress();
const session = Session.restored(localStorage);
if (session) enter(session);
else showDoor();
keepPage();
