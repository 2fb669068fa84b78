import css from './style.css';

const ID = 'scalebook-style';

/** Puts the style sheet into the page once, whichever renderer comes first. */
export function ensureStyle(): void {
  if (document.getElementById(ID)) return;
  const style = document.createElement('style');
  style.id = ID;
  style.textContent = css;
  document.head.append(style);
}
