import * as l10n from '@vscode/l10n';
import { contradictionsAbout } from '../../../science/facts/contradictions';
import type { Block } from '../../../views/blocks';

/** What sources disagree on, in a line: for hovers. */
export function disputed(place: string): Block[] {
  const topics = contradictionsAbout(place).map(c => c.topic);
  return topics.length === 0 ? [] : [{ kind: 'text', text: l10n.t('Sources disagree: {0}.', topics.join('; ')) }];
}

/** Where sources disagree about a law, model, device or table, or misprint it, in full. */
export function disagreements(place: string): Block[] {
  const own = contradictionsAbout(place);
  if (own.length === 0) return [];
  return [
    {
      kind: 'details',
      summary: l10n.t('Known disagreements and misprints'),
      blocks: own.map(
        (c): Block => ({ kind: 'text', text: [`${c.topic}: ${c.detail}`, c.advice].filter(Boolean).join(' → ') }),
      ),
    },
  ];
}
