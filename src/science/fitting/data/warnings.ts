import * as l10n from '@vscode/l10n';
import { quantile } from '../numeric/summary';
import type { Observations } from '../problem';
import type { Mapping } from './roles';
import type { LossUnit } from './units';

/** A doubt about the runs, with the rows that it concerns (from 1). */
export interface DataWarning {
  readonly code: 'ambiguous' | 'compute' | 'under_trained' | 'duplicates' | 'perplexity' | 'low_loss';
  readonly text: string;
  readonly rows: readonly number[];
}

/** C may differ from 6ND by this share without a word. */
const COMPUTE = 0.1;
/** A median loss in nats per token above this is more likely a perplexity: log of a vocabulary of 160,000 is 12. */
const HIGH = 12;

/** Doubts about runs that can be fitted all the same. `unit` is that of the response where it is a loss. */
export function warningsOf(data: Observations, mapping: Mapping, unit: LossUnit | undefined): DataWarning[] {
  return [...computeWarning(data, mapping), ...underTrained(data), ...duplicates(data), ...unitWarning(data, unit)];
}

const rowsText = (rows: readonly number[]) =>
  rows.length <= 5 ? rows.join(', ') : l10n.t('{0} and {1} more', rows.slice(0, 5).join(', '), rows.length - 5);

function pick(data: Observations, holds: (i: number) => boolean): number[] {
  return Array.from(data.response, (_, i) => i)
    .filter(holds)
    .map(i => data.rows?.[i] ?? i + 1);
}

function computeWarning(data: Observations, mapping: Mapping): DataWarning[] {
  const { N, D, C } = data.columns;
  if (!N || !D || !C || !mapping.C || !mapping.N || !mapping.D) return [];
  const ratios = C.map((c, i) => c / (6 * N[i] * D[i]));
  const rows = pick(data, i => Math.abs(ratios[i] - 1) > COMPUTE);
  if (rows.length === 0) return [];
  const typical = quantile(ratios, 0.5);
  const why =
    typical > 1
      ? l10n.t('C may count attention or embeddings that N leaves out.')
      : l10n.t('N may count embeddings that C leaves out, or D may not be the tokens of this run.');
  return [
    {
      code: 'compute',
      rows,
      text: l10n.t(
        'C differs from 6ND by more than 10% in {0} rows ({1}); the median ratio is {2}. {3}',
        rows.length,
        rowsText(rows),
        typical.toPrecision(3),
        why,
      ),
    },
  ];
}

function underTrained(data: Observations): DataWarning[] {
  const { N, D } = data.columns;
  if (!N || !D) return [];
  const rows = pick(data, i => D[i] < N[i]);
  if (rows.length === 0) return [];
  return [
    {
      code: 'under_trained',
      rows,
      text: l10n.t(
        'Fewer tokens than parameters in {0} rows ({1}): such runs often lie off the law. Check that N and D are not swapped.',
        rows.length,
        rowsText(rows),
      ),
    },
  ];
}

function duplicates(data: Observations): DataWarning[] {
  const seen = new Set<string>();
  const names = Object.keys(data.columns);
  const again = new Set<number>();
  for (let i = 0; i < data.response.length; i++) {
    const key = [...names.map(name => data.columns[name][i]), data.response[i]].join();
    if (seen.has(key)) again.add(i);
    seen.add(key);
  }
  if (again.size === 0) return [];
  const rows = pick(data, i => again.has(i));
  return [
    {
      code: 'duplicates',
      rows,
      text: l10n.t(
        'Rows that repeat an earlier one: {0}. They count twice, and make intervals too narrow.',
        rowsText(rows),
      ),
    },
  ];
}

function unitWarning(data: Observations, unit: LossUnit | undefined): DataWarning[] {
  if (unit !== 'nats_per_token') return [];
  const typical = quantile(data.response, 0.5);
  if (typical > HIGH) {
    return [
      {
        code: 'perplexity',
        rows: [],
        text: l10n.t(
          'The median loss is {0}: more than a uniform guess has in nats per token. If these are perplexities, say so (`unit: "perplexity"`).',
          typical.toPrecision(3),
        ),
      },
    ];
  }
  if (typical < 1.2) {
    return [
      {
        code: 'low_loss',
        rows: [],
        text: l10n.t(
          'The median loss is {0}: low for nats per token. If these are bits per byte, say so (`unit: "bits_per_byte"`).',
          typical.toPrecision(3),
        ),
      },
    ];
  }
  return [];
}
