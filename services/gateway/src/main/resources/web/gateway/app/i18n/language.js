import { en } from './en.js';
import { ru } from './ru.js';

const KEY = 'messenger.language';
const ALL = { en, ru };

/** The languages that the page speaks: code → name. */
export const LANGUAGES = Object.fromEntries(Object.entries(ALL).map(([code, words]) => [code, words.languageName]));

let code = chosen() ?? fitting();
let plurals = new Intl.PluralRules(code);

function chosen() {
  const kept = localStorage.getItem(KEY);
  return kept in ALL ? kept : null;
}

function fitting() {
  const wanted = (navigator.languages ?? []).map(tag => tag.split('-')[0]);
  return wanted.find(each => each in ALL) ?? 'en';
}

/** The language that is spoken now. */
export const language = () => code;

/** What Intl formats by: the reader's own region where the language is the same. */
export const locale = () => (navigator.languages ?? []).find(tag => tag.split('-')[0] === code) ?? code;

/** Speaks another language from now on. */
export function speak(wanted) {
  code = wanted;
  plurals = new Intl.PluralRules(code);
  localStorage.setItem(KEY, code);
  mark();
}

/** Tells the browser and screen readers. */
export function mark() {
  document.documentElement.lang = code;
}

/** The words of that name; {names} are filled in, and `count` chooses the plural. */
export function t(name, values = {}) {
  const words = ALL[code][name] ?? en[name] ?? name;
  const form = typeof words === 'string' ? words : (words[plurals.select(values.count)] ?? words.other);
  return form.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? '');
}
