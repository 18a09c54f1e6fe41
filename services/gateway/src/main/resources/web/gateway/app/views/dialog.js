import { html, useLayoutEffect, useRef } from '../lib/preact.js';
import { t } from '../i18n/language.js';
import { IconButton } from './icons.js';
import { Above } from './menu.js';

/** A window above the page; Escape, the cross and a click beside it close it. Focus goes back where it was. */
export function Dialog({ title, onclose, children, class: more = '' }) {
  const ref = useRef(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const dialog = ref.current;
    dialog.showModal();
    return () => {
      // What is below an open one takes no focus.
      dialog.close();
      before?.focus?.();
    };
  }, []);
  const beside = event => {
    if (event.target === ref.current) onclose();
  };
  const cancel = event => {
    event.preventDefault();
    onclose();
  };
  return html`<dialog ref=${ref} class=${more} aria-labelledby="dialog-title" oncancel=${cancel} onmousedown=${beside}>
    <div class="sheet">
      <header>
        <h2 id="dialog-title">${title}</h2>
        <${IconButton} name="close" label=${t('close')} onclick=${onclose} />
      </header>
      ${children}
    </div>
    <${Above} />
  </dialog>`;
}

/** An input with its label, and what is wrong with it. */
export function Field({ label, error, hint, ...input }) {
  return html`<label class="field">
    <span>${label}</span>
    <input ...${input} aria-invalid=${error ? 'true' : undefined} />
    ${hint && html`<small>${hint}</small>`}
    ${error && html`<small class="error" role="alert">${error}</small>`}
  </label>`;
}

/** One of several, as a row of buttons. */
export function Choice({ label, value, options, onchoose, class: more = '' }) {
  return html`<div class=${`choice ${more}`} role="group" aria-label=${label}>
    ${options.map(
      ([each, words]) =>
        html`<button type="button" key=${each} aria-pressed=${String(each === value)} onclick=${() => onchoose(each)}>${words}</button>`,
    )}
  </div>`;
}
