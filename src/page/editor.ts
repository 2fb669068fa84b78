import * as l10n from '@vscode/l10n';
import { highlight } from '../language/syntax/highlight';

/** How long a reader must stop typing before the cell runs. */
const PAUSE = 500;

/** Makes a cell's code editable: what is typed is highlighted as it was, and runs when the typing stops. */
export class CodeEditor {
  private readonly area = document.createElement('textarea');
  private timer = 0;
  private ran: string;

  constructor(
    private readonly pre: HTMLElement,
    text: string,
    private readonly isScale: boolean,
    private readonly run: (text: string) => void,
  ) {
    this.ran = text;
    const { area } = this;
    area.value = text;
    area.spellcheck = false;
    area.rows = 1;
    area.autocapitalize = 'off';
    area.setAttribute('autocomplete', 'off');
    area.setAttribute('aria-label', l10n.t('Code of this cell: change it, and what depends on it follows'));
    area.addEventListener('input', () => this.typed());
    area.addEventListener('keydown', event => this.key(event));
    area.addEventListener('blur', () => this.flush());
    const frame = document.createElement('div');
    frame.className = 'editor';
    const inner = document.createElement('div');
    pre.replaceWith(frame);
    inner.append(pre, area);
    frame.append(inner);
  }

  private typed(): void {
    const { value } = this.area;
    const pieces = this.isScale ? highlight(value) : [{ text: value }];
    // A last empty line has no height of its own.
    this.pre.replaceChildren(...pieces.map(pieceNode), value.endsWith('\n') ? '\u200b' : '');
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.flush(), PAUSE);
  }

  private key(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.area.blur();
    if (event.key !== 'Enter' || !(event.shiftKey || event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.flush();
  }

  private flush(): void {
    clearTimeout(this.timer);
    if (this.area.value === this.ran) return;
    this.ran = this.area.value;
    this.run(this.ran);
  }
}

function pieceNode({ text, kind }: { readonly text: string; readonly kind?: string }): Node {
  if (kind === undefined) return document.createTextNode(text);
  const span = document.createElement('span');
  span.className = `hl-${kind}`;
  span.textContent = text;
  return span;
}
