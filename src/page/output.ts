import { type InputControl, inputControl } from '../../renderers/shared/input/control';
import type { InputMessage } from '../../renderers/shared/input/messages';
import { Mount } from '../../renderers/shared/mount';
import { applyTheme, onTheme, theme } from '../../renderers/shared/theme';
import type { Output } from '../kernel/protocol';
import { type AnyView, blocksToHtml, viewOfMime } from '../views';
import { input } from '../views/kinds/input';
import { MIME_PREFIX } from '../views/view';

const INPUT_MIME = `${MIME_PREFIX}input+json`;

/** What moves a control; absent from a page without a kernel. */
export type Post = (message: InputMessage) => void;

let made = 0;

/** One output of a cell: still at first, as the page has it, then drawn by the view itself. */
export class PageOutput {
  readonly element: HTMLElement;
  private readonly still: HTMLElement;
  private live: { readonly mount?: Mount; readonly control?: InputControl; readonly stop?: () => void } | undefined;
  private item: { readonly mime: string; readonly data: unknown } | undefined;
  private readonly name = `sb-live-${made++}`;

  constructor(
    output: Output,
    element: HTMLElement | undefined,
    private readonly post: Post | undefined,
  ) {
    this.element = element ?? newElement(output.id);
    this.still = this.element.querySelector('.still') ?? this.element.appendChild(document.createElement('div'));
    this.still.className = 'still';
    this.item = output.items[0];
  }

  /** Whether another output can take this one's place in the page. */
  fits(output: Output): boolean {
    return output.id === this.element.dataset.output && output.items[0]?.mime === this.item?.mime;
  }

  /** Draws the view, so that it answers the reader. */
  wake(): void {
    if (this.live || !this.item || (this.item.mime === INPUT_MIME && !this.post)) return;
    const place = document.createElement('div');
    place.className = 'live';
    this.element.append(place);
    this.live = this.item.mime === INPUT_MIME ? this.wakeInput(place) : { mount: new Mount(place) };
    this.draw();
    this.element.classList.add('awake');
  }

  /** Takes a new answer; a control that a reader holds is left where it is. */
  show(output: Output): void {
    const same = JSON.stringify(output.items[0]) === JSON.stringify(this.item);
    this.item = output.items[0];
    if (!this.live) this.wake();
    else if (!same) this.draw();
  }

  /** Makes the still the same as what is shown: for paper. */
  freeze(): void {
    const view = this.view;
    if (!this.live || !view || !this.item) return;
    try {
      const blocks = this.live.mount?.blocks ?? view.layout(this.item.data);
      const folds = [...this.element.querySelectorAll<HTMLDetailsElement>(':scope > .live details')];
      this.still.innerHTML = blocksToHtml(blocks, { id: this.name });
      // What a reader has unfolded is unfolded on paper.
      for (const [i, fold] of this.still.querySelectorAll('details').entries()) fold.open = folds[i]?.open ?? false;
    } catch {
      // A payload that cannot be drawn says so on the screen; on paper the last still stays.
    }
  }

  dispose(): void {
    this.live?.mount?.dispose();
    this.live?.control?.dispose();
    this.live?.stop?.();
    this.element.remove();
  }

  private get view(): AnyView | undefined {
    return this.item && viewOfMime(this.item.mime);
  }

  private draw(): void {
    if (!this.live || !this.item) return;
    const { mount, control } = this.live;
    const { data } = this.item;
    if (mount) this.view?.with(kind => mount.show(kind, data));
    else if (control && !control.update(input.check(data))) this.replaceControl();
  }

  private wakeInput(place: HTMLElement): NonNullable<PageOutput['live']> {
    const root = document.createElement('div');
    root.className = 'sb';
    applyTheme(root, theme());
    place.replaceChildren(root);
    const control = inputControl(input.check(this.item?.data), this.post);
    root.append(control.node);
    return { control, stop: onTheme(next => applyTheme(root, next)) };
  }

  /** Another kind of control, or other ends: an edit of the cell. */
  private replaceControl(): void {
    this.live?.control?.dispose();
    this.live?.stop?.();
    const place = this.element.querySelector<HTMLElement>(':scope > .live');
    if (place) this.live = this.wakeInput(place);
  }
}

function newElement(id: string): HTMLElement {
  const element = document.createElement('div');
  element.className = 'output';
  element.dataset.output = id;
  return element;
}
