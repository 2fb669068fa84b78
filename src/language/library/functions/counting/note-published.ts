import * as l10n from '@vscode/l10n';
import type { ModelFacts } from '../../../../science/facts/model';
import { formatNumber } from '../../../../views/format';
import { sourceText } from '../../collections/sourcing';
import type { Context } from '../../context';

/** Below this difference a count and a printed figure are the same but for rounding. */
const APART = 0.03;

/** Says so where a source prints another figure for the training FLOP of a model than was counted. */
export function notePublished(context: Context, facts: ModelFacts, counted: number): void {
  const { flops, figures, citation, name } = facts;
  if (flops === undefined || Math.abs(counted / flops - 1) <= APART) return;
  const source = sourceText(figures?.flops ?? citation);
  context.note({
    tone: 'info',
    key: `published FLOP of ${name}`,
    text: l10n.t(
      'Published for {0}: {1} FLOP ({2}); this count is {3} times that.',
      facts.title,
      formatNumber(flops, 'flop'),
      source,
      (counted / flops).toPrecision(2),
    ),
  });
}
