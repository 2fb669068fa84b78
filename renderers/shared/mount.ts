import * as l10n from '@vscode/l10n';
import type { Block } from '../../src/views/blocks';
import type { OptionValue, ViewKind } from '../../src/views/view';
import { answerTools, hasOwnTools } from './answer-tools';
import { BlockList } from './blocks/block';
import { h } from './dom';
import { OptionsBar } from './options';
import { ensureStyle } from './style';
import { applyTheme, onTheme, theme } from './theme';

/** A view in an element of a page. Showing another payload redraws in place. */
export class Mount {
  readonly root = h('div', { class: 'sb' });
  private readonly list = new BlockList();
  private readonly options = new OptionsBar((name, value) => this.change(name, value));
  private readonly stopTheme: () => void;
  /** What an option does to the payload that is shown. */
  private withOption: ((name: string, value: OptionValue) => void) | undefined;
  private readonly chosen = new Map<string, OptionValue>();
  private frame = 0;
  private readonly tools = answerTools(() => this.blocks);

  constructor(element: HTMLElement) {
    ensureStyle();
    applyTheme(this.root, theme());
    this.stopTheme = onTheme(next => applyTheme(this.root, next));
    this.root.append(this.options.node, this.list.node);
    this.options.node.hidden = true;
    element.replaceChildren(this.root);
  }

  /** Moves the view to another element, as VS Code may give a new one for the same output. */
  moveTo(element: HTMLElement): void {
    if (this.root.parentElement !== element) element.replaceChildren(this.root);
  }

  /** Checks, lays out and draws; a payload that cannot be drawn becomes a sentence. */
  show<Payload>(kind: ViewKind<Payload>, untrusted: unknown): void {
    try {
      let payload = kind.check(untrusted);
      // What the reader chose stays chosen when new results come.
      for (const [name, value] of this.chosen) payload = kind.withOption?.(payload, name, value) ?? payload;
      this.draw(kind, payload);
    } catch (error) {
      this.fail(error);
    }
  }

  fail(error: unknown): void {
    const text = error instanceof Error ? error.message : l10n.t('This output cannot be shown.');
    this.options.show([]);
    this.showList([{ kind: 'note', tone: 'error', text }]);
  }

  showBlocks(blocks: readonly Block[]): void {
    this.options.show([]);
    this.showList(blocks);
  }

  /** What is shown now, with the options that the reader chose. */
  get blocks(): readonly Block[] {
    return this.list.blocks;
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.stopTheme();
    this.list.dispose();
    this.root.remove();
  }

  private draw<Payload>(kind: ViewKind<Payload>, payload: Payload): void {
    this.withOption = (name, value) => {
      const next = kind.withOption?.(payload, name, value);
      if (next !== undefined) this.draw(kind, next);
    };
    this.options.show(kind.options?.(payload) ?? []);
    this.showList(kind.layout(payload));
  }

  private showList(blocks: readonly Block[]): void {
    this.list.show(blocks);
    if (hasOwnTools(blocks)) this.tools.remove();
    else if (!this.tools.isConnected) this.root.append(this.tools);
  }

  /** A slider sends more changes than there are frames: the last one counts. */
  private change(name: string, value: OptionValue): void {
    this.chosen.set(name, value);
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      try {
        this.withOption?.(name, value);
      } catch (error) {
        this.fail(error);
      }
    });
  }
}
