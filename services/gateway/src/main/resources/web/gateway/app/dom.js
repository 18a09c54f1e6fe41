/** The element with that id. */
export const $ = id => document.getElementById(id);

/** An element with attributes and children; strings become text, never markup. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter(child => child !== undefined && child !== false));
  return element;
}

const rows = new WeakMap();

/**
 * Makes the children of a list be these rows: {key, looks, make()}. A row that looks as before keeps
 * its element, and with it focus and selection.
 */
export function show(list, wanted) {
  const old = rows.get(list) ?? new Map();
  const now = new Map();
  let at = list.firstElementChild;
  for (const { key, looks, make } of wanted) {
    const before = old.get(key);
    const same = before?.looks === looks;
    const element = same ? before.element : make();
    if (before && !same) {
      if (before.element === at) at = element;
      const focused = before.element.contains(document.activeElement);
      before.element.replaceWith(element);
      if (focused) (element.querySelector('button') ?? element).focus();
    }
    if (element === at) at = at.nextElementSibling;
    else list.insertBefore(element, at);
    now.set(key, { element, looks });
  }
  while (at) {
    const next = at.nextElementSibling;
    at.remove();
    at = next;
  }
  rows.set(list, now);
}

/** Gives an element the colour of a name. */
export function tint(element, name) {
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);
  element.style.setProperty('--hue', hue);
  return element;
}

/** Fills a round picture with the first letter of a name. */
export function face(element, name) {
  element.textContent = ([...name][0] ?? '').toUpperCase();
  return tint(element, name);
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

export const timeOf = at => clock.format(new Date(at));
export const dayOf = at => day.format(new Date(at));

/** The time for today, the date before. */
export const whenOf = at => (dayOf(at) === dayOf(new Date()) ? timeOf(at) : date.format(new Date(at)));
