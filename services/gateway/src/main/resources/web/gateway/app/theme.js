const KEY = 'messenger.theme';

/** 'auto', 'light' or 'dark'. */
export const theme = () => localStorage.getItem(KEY) ?? 'auto';

/** Looks that way from now on. */
export function wear(wanted) {
  localStorage.setItem(KEY, wanted);
  dress();
}

export function dress() {
  document.documentElement.dataset.theme = theme();
}
