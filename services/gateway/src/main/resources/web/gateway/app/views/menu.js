import { html, useLayoutEffect, useRef } from '../lib/preact.js';
import { useApp } from './context.js';
import { Icon } from './icons.js';

/** Opens a menu beside an element, or where a click was. */
export function openMenu(ui, event, label, items) {
  const from = event.currentTarget;
  const box = from.getBoundingClientRect();
  const point = event.clientX > 0 && !from.matches('button');
  ui.menu = {
    label,
    items: items.filter(Boolean),
    x: point ? event.clientX : box.left,
    y: point ? event.clientY : box.bottom + 4,
    from: document.activeElement,
  };
  ui.changed();
}

/** The open menu: {icon, label, act, danger?} a row, {emoji: [...]} a row of emoji. */
function Menu() {
  const { ui } = useApp();
  return ui.menu && html`<${Opened} key=${ui.menu.x + ui.menu.y} menu=${ui.menu} />`;
}

/** What is above all else: while a window is open it is a part of it, since all beside it is out of reach. */
export function Above() {
  const { ui } = useApp();
  return [html`<${Menu} key="menu" />`, ui.notice && html`<p key="notice" class="notice" role="alert">${ui.notice}</p>`];
}

function Opened({ menu }) {
  const { ui } = useApp();
  const ref = useRef(null);
  const close = () => {
    ui.menu = null;
    menu.from?.focus?.({ preventScroll: true });
    ui.changed();
  };
  useLayoutEffect(() => {
    const element = ref.current;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(8, Math.min(menu.x, innerWidth - width - 8))}px`;
    element.style.top = `${Math.max(8, Math.min(menu.y, innerHeight - height - 8))}px`;
    element.querySelector('button')?.focus();
  }, []);
  const act = item => {
    close();
    item.act();
  };
  return html`<div class="veil" onmousedown=${event => event.target === event.currentTarget && close()} oncontextmenu=${event => event.preventDefault()}>
    <div ref=${ref} class="menu" role="menu" aria-label=${menu.label} onkeydown=${event => keys(event, ref.current, close)}>
      ${menu.items.map(item => (item.emoji ? html`<${Emoji} item=${item} act=${act} />` : html`<${Row} item=${item} act=${act} />`))}
    </div>
  </div>`;
}

const Row = ({ item, act }) =>
  html`<button type="button" role="menuitem" tabindex="-1" class=${item.danger ? 'danger' : ''} onclick=${() => act(item)}>
    <${Icon} name=${item.icon} />${item.label}
  </button>`;

const Emoji = ({ item, act }) =>
  html`<div class="quick" role="group" aria-label=${item.label}>
    ${item.emoji.map(
      emoji =>
        html`<button type="button" role="menuitem" tabindex="-1" aria-label=${`${item.label} ${emoji}`} onclick=${() => act({ act: () => item.act(emoji) })}>${emoji}</button>`,
    )}
    ${item.more && html`<button type="button" role="menuitem" tabindex="-1" aria-label=${item.moreLabel} onclick=${() => act({ act: item.more })}><${Icon} name="plus" /></button>`}
  </div>`;

function keys(event, element, close) {
  const buttons = [...element.querySelectorAll('button')];
  const at = buttons.indexOf(document.activeElement);
  const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  if (event.key in steps) {
    event.preventDefault();
    buttons[(at + steps[event.key] + buttons.length) % buttons.length].focus();
  } else if (event.key === 'Home' || event.key === 'End') {
    event.preventDefault();
    buttons.at(event.key === 'Home' ? 0 : -1).focus();
  } else if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    close();
  }
}
