import { t } from './i18n/language.js';

const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
];
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
];

/** What this device is called in the list of devices. */
export function deviceName() {
  const agent = navigator.userAgent;
  const named = list => list.find(([mark]) => agent.includes(mark))?.[1] ?? '?';
  return t('browserOn', { browser: named(BROWSERS), system: named(SYSTEMS) });
}
