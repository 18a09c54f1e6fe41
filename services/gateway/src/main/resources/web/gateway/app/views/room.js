import { html, useLayoutEffect, useState } from '../lib/preact.js';
import { t } from '../i18n/language.js';
import { Context } from './context.js';
import { Conversation } from './conversation.js';
import { Icon } from './icons.js';
import { Above } from './menu.js';
import { Sidebar } from './sidebar.js';
import { Dialogs } from './dialogs.js';

/** Chats on one side, one conversation on the other; on a phone one of them at a time. */
export function Room({ app }) {
  const { client, ui } = app;
  const [, draw] = useState(0);
  useLayoutEffect(() => client.listen(() => draw(count => count + 1)), []);
  const chat = ui.chat;
  return html`<${Context.Provider} value=${app}>
    <div class=${chat ? 'room chatting' : 'room'}>
      <${Sidebar} />
      ${chat ? html`<${Conversation} key=${chat.chat_id} chat=${chat} />` : html`<${Nothing} />`}
    </div>
    <${Dialogs} />
    ${!ui.covered && html`<${Above} />`}
    <p class="unseen" role="status" aria-live="polite">${ui.announced}</p>
  <//>`;
}

const Nothing = () =>
  html`<main class="conversation nothing" aria-label=${t('conversation')}>
    <div class="empty">
      <${Icon} name="chat" />
      <h2>${t('chooseChat')}</h2>
      <p>${t('chooseChatText')}</p>
    </div>
  </main>`;
