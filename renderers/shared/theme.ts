import { contrast, mix, over, parseColour, type Rgba, readable, toHex } from '../../src/views/colour';
import { accentOf, inksOf, type Scheme, SLOTS } from '../../src/views/palette';
import type { FigureTheme } from '../../src/views/plotly/theme';

/** Colours and type of the page. */
export interface Theme extends FigureTheme {
  readonly warning: string;
  readonly error: string;
  readonly good: string;
}

/** Reads the theme from VS Code's variables; where there are none (an exported page), from the reader's preference. */
export function readTheme(body: HTMLElement = document.body): Theme {
  const scheme = schemeOf(body);
  const inks = inksOf(scheme);
  const style = getComputedStyle(body);
  const variable = (...names: readonly string[]): Rgba | undefined => {
    for (const name of names) {
      const colour = parseColour(style.getPropertyValue(name));
      if (colour && colour[3] > 0) return colour;
    }
    return undefined;
  };
  const solid = parseColour(inks.page) as Rgba;
  const page = over(
    variable(
      '--vscode-notebook-outputContainerBackgroundColor',
      '--vscode-notebook-editorBackground',
      '--vscode-editor-background',
    ) ?? solid,
    solid,
  );
  const isHighContrast = scheme.startsWith('hc');
  const text = over(
    variable('--vscode-editor-foreground', '--vscode-foreground') ?? (parseColour(inks.text) as Rgba),
    page,
  );
  const legible = readable(text, page, 7);
  const border = variable('--vscode-contrastBorder') ?? variable('--vscode-widget-border', '--vscode-panel-border');
  const line = border ? over(border, page) : mix(page, legible, 0.2);
  return {
    scheme,
    text: toHex(legible),
    quiet: toHex(isHighContrast ? legible : readable(mix(legible, page, 0.3), page, 4.6)),
    line: toHex(contrast(line, page) < 1.18 ? mix(page, legible, 0.18) : line),
    grid: toHex(mix(page, legible, isHighContrast ? 0.25 : 0.08)),
    page: toHex(page),
    accents: Array.from({ length: SLOTS }, (_, slot) =>
      toHex(readable(parseColour(accentOf(slot, scheme)) as Rgba, page, 4.5)),
    ),
    warning: toHex(variable('--vscode-editorWarning-foreground') ?? (parseColour(accentOf(6, scheme)) as Rgba)),
    error: toHex(variable('--vscode-editorError-foreground') ?? (parseColour(accentOf(7, scheme)) as Rgba)),
    good: toHex(parseColour(accentOf(2, scheme)) as Rgba),
    font: style.getPropertyValue('--vscode-font-family').trim() || style.fontFamily || 'sans-serif',
  };
}

function schemeOf(body: HTMLElement): Scheme {
  const told = body.dataset.vscodeThemeKind ?? '';
  const is = (name: string): boolean => told === name || body.classList.contains(name);
  if (is('vscode-high-contrast-light')) return 'hc-light';
  if (is('vscode-high-contrast')) return 'hc-dark';
  if (is('vscode-dark')) return 'dark';
  if (is('vscode-light')) return 'light';
  return globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

type Listener = (theme: Theme) => void;

let current: Theme | undefined;
const listeners = new Set<Listener>();
let watching = false;

/** The theme as it is now. */
export function theme(): Theme {
  watch();
  current ??= readTheme();
  return current;
}

/** Calls back when the theme changes while the page is open. Returns what ends it. */
export function onTheme(listener: Listener): () => void {
  watch();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** VS Code changes classes and attributes of the body and variables on the root when the theme changes. */
function watch(): void {
  if (watching) return;
  watching = true;
  let waiting = false;
  const changed = (): void => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const next = readTheme();
      if (JSON.stringify(next) === JSON.stringify(current)) return;
      current = next;
      for (const listener of listeners) listener(next);
    });
  };
  const observer = new MutationObserver(changed);
  const attributes = {
    attributes: true,
    attributeFilter: ['class', 'style', 'data-vscode-theme-kind', 'data-vscode-theme-id'],
  };
  observer.observe(document.body, attributes);
  observer.observe(document.documentElement, attributes);
  globalThis.matchMedia?.('(prefers-color-scheme: dark)').addEventListener?.('change', changed);
}

/** Sets the theme as variables that the style sheet uses. */
export function applyTheme(element: HTMLElement, to: Theme): void {
  const { text, quiet, line, grid, page, accents, warning, error, good } = to;
  for (const [name, value] of Object.entries({ text, quiet, line, grid, page, warning, error, good })) {
    element.style.setProperty(`--sb-${name}`, value);
  }
  for (const [slot, accent] of accents.entries()) element.style.setProperty(`--sb-${slot}`, accent);
  element.dataset.scheme = to.scheme;
}
