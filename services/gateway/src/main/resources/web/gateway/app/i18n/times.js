import { locale, t } from './language.js';

const made = new Map();

/** Making one is slow, so each is made once for a language. */
function format(name, options) {
  const key = `${name} ${locale()}`;
  if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(locale(), options));
  return made.get(key);
}

export const timeOf = at => format('time', { hour: 'numeric', minute: '2-digit' }).format(new Date(at));

export const fullOf = at => format('full', { dateStyle: 'long', timeStyle: 'short' }).format(new Date(at));

const midnight = at => {
  const day = new Date(at);
  day.setHours(0, 0, 0, 0);
  return day.getTime();
};

/** Days since then, by the reader's calendar. */
const ago = at => Math.round((midnight(Date.now()) - midnight(at)) / 86_400_000);

/** What tells two days apart. */
export const dayKey = at => midnight(at);

/** The day as a heading. */
export function dayOf(at) {
  const days = ago(at);
  if (days === 0) return t('today');
  if (days === 1) return t('yesterday');
  const sameYear = new Date(at).getFullYear() === new Date().getFullYear();
  return sameYear
    ? format('day', { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(at))
    : format('year', { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(at));
}

/** The time for today, the weekday within a week, the date before. */
export function whenOf(at) {
  const days = ago(at);
  if (days <= 0) return timeOf(at);
  if (days < 7) return format('weekday', { weekday: 'short' }).format(new Date(at));
  return format('date', { day: 'numeric', month: 'short' }).format(new Date(at));
}

/** For sentences: the time today, date and time before. */
export const momentOf = at => (ago(at) <= 0 ? timeOf(at) : format('moment', { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }).format(new Date(at)));
