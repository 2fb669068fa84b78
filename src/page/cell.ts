import * as l10n from '@vscode/l10n';
import type { CellOutcome } from '../kernel/protocol';
import type { PageCell } from '../kernel/share/page-note';
import type { CellState } from '../notebook/session';
import { CodeEditor } from './editor';
import { PageOutput, type Post } from './output';

export interface CellActions {
  readonly setInput: Post;
  /** The reader has changed the cell's text. */
  readonly edit: (text: string) => void;
}

/** A code or data cell of the page: its code, and its outputs. */
export class PageCellView {
  private outputs: PageOutput[];
  private readonly place: HTMLElement;

  constructor(
    readonly cell: PageCell,
    private readonly section: HTMLElement,
    private readonly actions: CellActions | undefined,
  ) {
    this.place = section.querySelector<HTMLElement>('.outputs') ?? section.appendChild(document.createElement('div'));
    const elements = [...this.place.querySelectorAll<HTMLElement>(':scope > .output')];
    this.outputs = cell.outputs.map((output, i) => new PageOutput(output, elements[i], actions?.setInput));
    const pre = section.querySelector<HTMLElement>('details.source > pre');
    if (actions && pre) new CodeEditor(pre, cell.text, cell.kind === 'scale', actions.edit);
  }

  /** Draws the outputs that are in the page's window, or close to it, and the others when they come near. */
  wakeWhenNear(observer: IntersectionObserver): void {
    for (const output of this.outputs) observer.observe(output.element);
  }

  wake(element: Element): void {
    this.outputs.find(output => output.element === element)?.wake();
  }

  /** Shows a new outcome in place of the last; an `undefined` one is that of a cell that could not run. */
  show(outcome: CellOutcome | undefined): void {
    const remark = this.place.querySelector(':scope > .skipped');
    remark?.remove();
    if (!outcome) {
      for (const output of this.outputs) output.dispose();
      this.outputs = [];
      const text = document.createElement('p');
      text.className = 'remark skipped';
      text.textContent = l10n.t('Not run: something that it needs failed.');
      this.place.append(text);
      return;
    }
    const before = this.outputs;
    this.outputs = outcome.outputs.map((output, i) => {
      const old = before[i];
      const kept = old?.fits(output) ? old : new PageOutput(output, undefined, this.actions?.setInput);
      if (kept !== old) {
        this.place.insertBefore(kept.element, this.place.children[i] ?? null);
        kept.wake();
      } else kept.show(output);
      return kept;
    });
    for (const old of before) if (!this.outputs.includes(old)) old.dispose();
  }

  state(state: CellState): void {
    this.section.dataset.state = state;
  }

  freeze(): void {
    for (const output of this.outputs) output.freeze();
  }
}
