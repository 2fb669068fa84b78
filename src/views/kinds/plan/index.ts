import * as l10n from '@vscode/l10n';
import type { Block } from '../../blocks';
import { formatNumber } from '../../format';
import type { ViewKind } from '../../view';
import { chips } from './assumptions';
import { planCharts } from './charts';
import { details } from './details';
import { answer, spokenTime } from './figures';
import { memoryBar } from './memory-bar';
import { check, type PlanPayload } from './payload';
import { servingBlocks } from './serving';

export type {
  PlannedAssumption,
  PlannedCurve,
  PlannedFigure,
  PlannedLayout,
  PlannedLifetime,
  PlannedRepeats,
  PlannedServing,
  PlanPayload,
} from './payload';

/** The planner card: what to train, what comes out, what it takes, and what all that rests on. */
export const plan: ViewKind<PlanPayload> = {
  name: 'plan',
  check,
  layout: p => {
    const charts = planCharts(p);
    return [
      { kind: 'title', text: p.title ?? title(p), subtitle: subtitle(p) },
      answer(p),
      ...(charts.length > 0 ? [{ kind: 'charts', charts } as const] : []),
      ...servingBlocks(p),
      ...memoryBar(p),
      ...chips(p),
      ...warnings(p),
      ...details(p),
    ];
  },
};

function title({ N, D, time, cost }: PlanPayload): string {
  const [n, d] = [formatNumber(N.value, 'params'), formatNumber(D.value, 'tokens')];
  const days = spokenTime(time.value);
  return cost
    ? l10n.t('Train {0} parameters on {1} tokens: {2}, {3}', n, d, days, formatNumber(cost.value, 'usd'))
    : l10n.t('Train {0} parameters on {1} tokens: {2}', n, d, days);
}

function subtitle({ given, law }: PlanPayload): string {
  return [...given, `${law.name} (${law.citation})`].join(' · ');
}

/** More than this would push the rest of the note off the screen. */
const SHOWN = 4;

function warnings({ warnings: all }: PlanPayload): Block[] {
  const note = (text: string): Block => ({ kind: 'note', tone: 'warning', text });
  const rest = all.slice(SHOWN);
  if (rest.length <= 1) return all.map(note);
  return [
    ...all.slice(0, SHOWN).map(note),
    { kind: 'details', summary: l10n.t('{0} more remarks', rest.length), blocks: rest.map(note) },
  ];
}
