import * as l10n from '@vscode/l10n';
import type { Certificate } from '../../../../../science/fitting/certificate';
import type { Block } from '../../../../../views/blocks';
import { formatNumber } from '../../../../../views/format';
import { type BlockColumn, tableBlock } from '../../../table-block';
import { constantText } from './constants';
import type { CardFacts } from './index';

/** Most rows of the tables of outliers and of runs that were left out. */
const MOST_ROWS = 20;

/** How the fit knows what it says, for whoever opens it: sentences, other optima, outliers, runs left out, provenance. */
export function certificateBlocks(facts: CardFacts): Block {
  const { certificate: c } = facts.fit;
  return {
    kind: 'details',
    summary: [
      l10n.t('Certificate: {0}', statusText(c.status)),
      l10n.t('gradient {0}', formatNumber(c.gradientNorm, 'scientific')),
      c.basins.length === 1 ? l10n.t('one optimum') : l10n.t('{0} optima', c.basins.length),
      ...(c.outliers.length > 0 ? [l10n.t('{0} outliers', c.outliers.length)] : []),
    ].join(' · '),
    blocks: [
      ...c.sentences.map((text): Block => ({ kind: 'text', text })),
      ...basinsTable(facts),
      ...outliersTable(c),
      ...excludedTable(c),
      provenance(facts),
    ],
  };
}

export function statusText(status: Certificate['status']): string {
  switch (status) {
    case 'converged':
      return l10n.t('converged');
    case 'flat':
      return l10n.t('flat');
    case 'bound_hit':
      return l10n.t('bound hit');
    case 'abnormal':
      return l10n.t('abnormal');
  }
}

/** All optima that starts led to, where there is more than one. */
function basinsTable({ fit }: CardFacts): Block[] {
  const { basins } = fit.certificate;
  if (basins.length < 2) return [];
  const text = (name: string, values: readonly string[]): BlockColumn => ({ name, values, end: true });
  return [
    tableBlock(
      [
        text(
          l10n.t('Objective'),
          basins.map(b => b.objective.toPrecision(9)),
        ),
        text(
          l10n.t('Higher by'),
          basins.map((b, i) => (i === 0 ? '' : formatNumber(b.excess, 'percent'))),
        ),
        text(
          l10n.t('Starts'),
          basins.map(b => String(b.starts)),
        ),
        ...fit.free.map(name =>
          text(
            name,
            basins.map(b => constantText(b.constants[name] ?? Number.NaN)),
          ),
        ),
        { name: '', values: basins.map((b, i) => (i > 0 && b.withinNoise ? l10n.t('within noise') : '')) },
      ],
      { title: l10n.t('Optima that starts led to') },
    ),
  ];
}

function outliersTable({ outliers }: Certificate): Block[] {
  if (outliers.length === 0) return [];
  const shown = outliers.slice(0, MOST_ROWS);
  return [
    tableBlock(
      [
        { name: l10n.t('Row'), values: shown.map(o => String(o.row)), end: true },
        { name: l10n.t('Residual'), values: shown.map(o => constantText(o.residual)), end: true },
        {
          name: l10n.t('Times the usual'),
          values: shown.map(o => `${formatNumber(Math.abs(o.score), 'plain', { digits: 3 })} ×`),
          end: true,
        },
      ],
      { title: l10n.t('Outliers: {0} runs that the law misses by far more than the others', outliers.length) },
    ),
  ];
}

function excludedTable({ excluded }: Certificate): Block[] {
  if (excluded.length === 0) return [];
  const shown = excluded.slice(0, MOST_ROWS);
  return [
    tableBlock(
      [
        { name: l10n.t('Row'), values: shown.map(e => String(e.row)), end: true },
        { name: l10n.t('Why'), values: shown.map(e => e.reason), wrap: true },
      ],
      { title: l10n.t('Left out: {0} runs', excluded.length) },
    ),
  ];
}

function provenance({ fit, seed, engine, draws }: CardFacts): Block {
  const { certificate: c } = fit;
  return {
    kind: 'lines',
    items: [
      { name: l10n.t('Minimised'), text: c.objectiveName },
      { name: l10n.t('Objective'), text: String(fit.objective) },
      {
        name: l10n.t('Gradient'),
        text: l10n.t('{0} at its largest', formatNumber(c.gradientNorm, 'scientific')),
      },
      {
        name: l10n.t('Starts'),
        text: l10n.t(
          '{0}; {1} searched for {2}, {3} agree',
          c.starts.origin,
          c.starts.run,
          formatNumber(c.starts.grid, 'count'),
          formatNumber(c.starts.gridAgree, 'count'),
        ),
      },
      { name: l10n.t('Condition'), text: formatNumber(c.condition, 'scientific') },
      ...(draws
        ? [{ name: l10n.t('Draws'), text: l10n.t('{0}, seed {1}', formatNumber(draws.count, 'count'), seed) }]
        : []),
      { name: l10n.t('Data'), text: c.dataHash },
      { name: l10n.t('Engine'), text: `Scalebook ${engine}` },
    ],
  };
}
