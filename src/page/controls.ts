import * as l10n from '@vscode/l10n';
import { copyText } from '../../renderers/shared/clipboard';
import { button, h } from '../../renderers/shared/dom';

/** What a reader can do with the page as a whole. */
export class PageControls {
  private readonly reset = button(l10n.t('Reset'), l10n.t('Show the note as it was written'), () => location.reload(), {
    hidden: true,
  });

  constructor(main: HTMLElement, isLive: boolean) {
    const sources = [...main.querySelectorAll<HTMLDetailsElement>('details.source')];
    const fold = button(l10n.t('Hide code'), l10n.t('Fold or unfold the code of all cells'), () => {
      const open = sources.some(source => source.open);
      for (const source of sources) source.open = !open;
      fold.textContent = open ? l10n.t('Show code') : l10n.t('Hide code');
    });
    const hint = h('span', { class: 'live-hint' }, l10n.t('Live: move a control or edit the code'));
    document
      .querySelector('header.bar')
      ?.append(...(isLive ? [hint] : []), h('div', { class: 'page-controls' }, this.reset, sources.length > 0 && fold));
    const bibtex = main.querySelector('details.bibtex');
    const text = bibtex?.querySelector('pre')?.textContent ?? '';
    const copy = button(l10n.t('Copy'), l10n.t('Copy the entries for a bibliography'), () => void copyText(text, copy));
    bibtex?.append(copy);
  }

  /** Something is not as it was written any more. */
  changed(): void {
    this.reset.hidden = false;
  }
}
