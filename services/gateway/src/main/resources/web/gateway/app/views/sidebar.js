import { html } from '../lib/preact.js';
import { t } from '../i18n/language.js';
import { nameOf } from '../words.js';
import { UserFace } from './avatar.js';
import { ChatList } from './chatlist.js';
import { useApp } from './context.js';
import { Icon, IconButton } from './icons.js';
import { Results } from './results.js';

/** The user, the search, and the chats. */
export function Sidebar() {
  const { client, ui } = useApp();
  const { state, me } = client;
  const searching = ui.search.words.trim() !== '';
  const clear = () => {
    ui.search = { words: '', chatId: null };
    ui.changed();
  };
  return html`<aside class="sidebar" aria-label=${t('chats')}>
    <h1 class="unseen">${t('app')}</h1>
    <header>
      <button type="button" class="me" aria-label=${t('settings')} title=${t('settings')} onclick=${() => ui.show('settings')}>
        <${UserFace} userId=${me} size=${40} />
      </button>
      <div class="self">
        <strong dir="auto">${nameOf(client, me)}</strong>
        <span class=${`state ${state}`} role="status">${t(state)}</span>
      </div>
      <${IconButton} name="pencil" label=${t('newChat')} class="accent" onclick=${() => ui.show('new')} />
    </header>
    <div class="search" role="search">
      <${Icon} name="search" />
      <input
        type="search"
        id="search"
        aria-label=${t('search')}
        placeholder=${t('searchHint')}
        dir="auto"
        value=${ui.search.words}
        oninput=${event => {
          ui.search = { ...ui.search, words: event.currentTarget.value };
          ui.changed();
        }}
        onkeydown=${event => event.key === 'Escape' && clear()}
      />
      ${searching && html`<${IconButton} name="close" label=${t('clearSearch')} onclick=${clear} />`}
    </div>
    ${(state === 'waiting' || state === 'stopped') &&
    html`<p class="offline"><${Icon} name="cloud" />${t(state === 'stopped' ? 'stopped' : 'offlineNote')}</p>`}
    ${searching ? html`<${Results} words=${ui.search.words} done=${clear} />` : html`<${ChatList} />`}
  </aside>`;
}
