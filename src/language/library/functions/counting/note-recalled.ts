import * as l10n from '@vscode/l10n';
import type { ModelFacts } from '../../../../science/facts/model';
import { fieldOf } from '../../collections/model-fields';
import type { Context } from '../../context';

/** Says which of the figures that an answer rests on were recalled and not seen: of the size and tokens, and of the shape if it was used. */
export function noteRecalled(context: Context, { recalled = [], name, title }: ModelFacts, shape = true): void {
  const used = recalled.filter(path => (/^(architecture|moe)\b/.test(path) ? shape : /^(params|tokens)$/.test(path)));
  if (used.length === 0) return;
  context.note({
    tone: 'info',
    key: `recalled of ${name}`,
    text: l10n.t('Of {0}, recalled and not seen in the source: {1}.', title, used.map(fieldOf).join(', ')),
  });
}
