import { nameOf, titleOf } from './words.js';

const KEY = 'messenger.notify';

/** Whether messages are told of while the page is not looked at. */
export const notifying = () => localStorage.getItem(KEY) === 'on' && globalThis.Notification?.permission === 'granted';

/** Asks for the permission; only ever after a click. */
export async function allowNotifications() {
  const permission = await globalThis.Notification?.requestPermission();
  localStorage.setItem(KEY, permission === 'granted' ? 'on' : 'off');
  return notifying();
}

export function silence() {
  localStorage.setItem(KEY, 'off');
  return false;
}

/** Tells of a message, unless its chat is muted and it names nobody who is here. */
export function notify({ client, ui }, message, chat) {
  const named = message.mentions?.includes(client.me);
  if (!notifying() || (document.visibilityState === 'visible' && document.hasFocus()) || (chat.muted && !named)) return;
  const title = titleOf(client, chat);
  const who = chat.type === 'direct' ? '' : `${nameOf(client, message.sender_id)}: `;
  const options = { body: who + message.body.text, tag: chat.chat_id, icon: '/app/icon.svg' };
  try {
    const shown = new Notification(title, options);
    shown.onclick = () => {
      window.focus();
      ui.open(chat.chat_id);
      shown.close();
    };
  } catch {
    // Phones show them only by way of the worker.
    navigator.serviceWorker?.ready.then(worker => worker.showNotification(title, options));
  }
}

/** How much is unread, where it is seen from other windows. */
export function count(client, app) {
  const unread = client.chats.list.filter(chat => !chat.muted && !chat.archived).reduce((sum, chat) => sum + chat.unread, 0);
  document.title = unread > 0 ? `(${unread}) ${app}` : app;
  if (unread > 0) navigator.setAppBadge?.(unread).catch(() => {});
  else navigator.clearAppBadge?.().catch(() => {});
}
