import * as l10n from '@vscode/l10n';
import type { Fit } from '../../../../../science/fitting/fit';
import type { Interval } from '../../../../../science/fitting/uncertainty/intervals';
import type { LawDraws } from '../../../../../science/laws/law';
import type { Block } from '../../../../../views/blocks';
import type { Chart } from '../../../../../views/chart';
import { formatNumber } from '../../../../../views/format';
import { certificateBlocks } from './certificate';
import { cloudChart } from './cloud';
import { constantsTable } from './constants';
import { dataChart } from './data-chart';
import { residualChart, typicalMiss } from './residuals';

/** What a fit's card is made from. */
export interface CardFacts {
  readonly fit: Fit;
  readonly draws?: LawDraws | undefined;
  readonly se: Readonly<Record<string, number>>;
  readonly intervals: Readonly<Record<string, Interval>>;
  readonly level: number;
  readonly seed: number;
  readonly engine: string;
}

/** A fit as it is shown: constants with intervals, how it was reached, the law through the runs, what is left over. */
export function fitCard(facts: CardFacts): Block[] {
  const { fit } = facts;
  const row = (...charts: readonly (Chart | undefined)[]): Block[] => {
    const drawn = charts.filter(c => c !== undefined);
    return drawn.length > 0 ? [{ kind: 'charts', charts: drawn }] : [];
  };
  return [
    constantsTable(facts),
    statsOf(fit),
    ...row(dataChart(facts)),
    ...row(residualChart(fit), cloudChart(facts)),
    certificateBlocks(facts),
  ];
}

function statsOf(fit: Fit): Block {
  const { certificate: c, n } = fit;
  const left = c.excluded.length;
  return {
    kind: 'stats',
    items: [
      {
        label: l10n.t('Runs'),
        value: formatNumber(n, 'count'),
        ...(left > 0 && { detail: l10n.t('{0} left out', left) }),
      },
      {
        label: l10n.t('Starts that agree'),
        value: l10n.t('{0} of {1}', formatNumber(c.starts.gridAgree, 'count'), formatNumber(c.starts.grid, 'count')),
        ...(c.starts.run < c.starts.grid && { detail: l10n.t('by {0} searches', c.starts.run) }),
      },
      typicalMiss(fit),
      {
        label: l10n.t('Objective'),
        value: formatNumber(fit.objective, 'plain'),
        detail: c.objectiveName,
        exact: String(fit.objective),
      },
    ],
  };
}
