import * as l10n from '@vscode/l10n';
import type { Block } from '../../src/views/blocks';
import { blocksToText } from '../../src/views/fallback/text';
import { copyText } from './clipboard';
import { button, h } from './dom';

/** What can be done with an answer as a whole: it is copied as text. */
export function answerTools(blocks: () => readonly Block[]): HTMLElement {
  const copy = button(l10n.t('Text'), l10n.t('Copy the answer as text'), () => {
    void copyText(blocksToText(blocks(), { rows: 1000 }), copy);
  });
  return h(
    'div',
    { class: 'sb-tools sb-answer-tools', attributes: { role: 'toolbar', 'aria-label': l10n.t('Answer') } },
    copy,
  );
}

/** Tables and figures that stand alone have tools of their own in the same place. */
export const hasOwnTools = ([first]: readonly Block[]): boolean =>
  first === undefined || first.kind === 'table' || first.kind === 'charts' || first.kind === 'columns';
