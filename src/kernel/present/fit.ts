import * as l10n from '@vscode/l10n';
import { displayText } from '../../language/display';
import { sourceText } from '../../language/library/collections/sourcing';
import {
  isList,
  type LawValue,
  type List,
  type Note,
  type RecordValue,
  type Table,
  type Value,
} from '../../language/values/value';
import type { Block, Cell } from '../../views/blocks';
import type { Chart } from '../../views/chart';
import { formatNumber } from '../../views/format';
import type { BlocksPayload } from '../../views/kinds/blocks';

const asRecord = (value: Value | undefined): RecordValue | undefined =>
  value !== undefined && value !== null && typeof value === 'object' && !isList(value) && value.kind === 'record'
    ? value
    : undefined;
const asTable = (value: Value | undefined): Table | undefined =>
  value !== undefined && value !== null && typeof value === 'object' && !isList(value) && value.kind === 'table'
    ? value
    : undefined;
const asNumber = (value: Value | undefined): number | undefined => (typeof value === 'number' ? value : undefined);

/** A fitted law as a card: constants with errors, the certificate in words, residuals, and the cloud of draws. */
export function fitPayload(
  { law, fields }: LawValue,
  name: string | undefined,
  notes: readonly Note[],
): BlocksPayload | undefined {
  const certificate = asRecord(fields?.get('certificate'));
  if (!fields || !certificate) return undefined;
  const status = String(fields.get('status') ?? '');
  const charts = [
    residualChart(fields.get('residuals')),
    cloudChart(asTable(fields.get('draws')), law.form.parameters),
  ].filter(c => c !== undefined);
  const says = certificate.fields.get('says');
  const blocks: Block[] = [
    { kind: 'title', text: name ? `${name}: ${law.title}` : law.title, subtitle: law.form.formula, badge: status },
    constantsTable(law, fields),
    {
      kind: 'stats',
      items: [
        {
          label: l10n.t('Objective'),
          value: formatNumber(asNumber(fields.get('objective')) ?? Number.NaN, 'plain'),
          detail: displayText(certificate.fields.get('objective_name') ?? ''),
        },
        { label: l10n.t('Runs'), value: displayText(fields.get('n') ?? '') },
        { label: l10n.t('Starts that agree'), value: startsText(asRecord(certificate.fields.get('starts'))) },
        {
          label: l10n.t('Gradient'),
          value: formatNumber(asNumber(certificate.fields.get('gradient_norm')) ?? Number.NaN, 'scientific'),
        },
        {
          label: l10n.t('Condition'),
          value: formatNumber(asNumber(certificate.fields.get('condition')) ?? Number.NaN, 'scientific'),
        },
      ],
    },
    ...(charts.length > 0 ? [{ kind: 'charts', charts } as const] : []),
    ...notes.map((note): Block => ({ kind: 'note', tone: note.tone, text: note.text })),
    {
      kind: 'details',
      summary: l10n.t('Certificate'),
      blocks: [
        ...textsOf(says).map((text): Block => ({ kind: 'text', text })),
        {
          kind: 'lines',
          items: [...certificate.fields]
            .filter(([key]) => key !== 'says')
            .map(([key, value]) => ({ name: key, text: displayText(value) })),
        },
        { kind: 'text', text: sourceText(law.citation), tone: 'quiet' },
      ],
    },
  ];
  return { blocks };
}

const textsOf = (value: Value | undefined): string[] =>
  value !== undefined && isList(value) ? Array.from(value, v => displayText(v as Value)) : [];

function startsText(starts: RecordValue | undefined): string {
  if (!starts) return '';
  return l10n.t(
    '{0} of {1}',
    displayText(starts.fields.get('grid_agree') ?? ''),
    displayText(starts.fields.get('grid') ?? ''),
  );
}

function constantsTable(law: LawValue['law'], fields: ReadonlyMap<string, Value>): Block {
  const se = asRecord(fields.get('se'));
  // Intervals from the standard errors alone say no more than these.
  const isDrawn = (asTable(fields.get('draws'))?.rows ?? 0) > 0;
  const ci = isDrawn ? asRecord(fields.get('ci')) : undefined;
  const number = (x: number | undefined): Cell =>
    x === undefined ? { text: '—', value: null } : { text: formatNumber(x, 'plain'), value: x };
  const rows = Object.entries(law.constants).map(([constant, value]): Cell[] => {
    const ends = asRecord(ci?.fields.get(constant));
    return [
      { text: constant },
      number(value),
      number(asNumber(se?.fields.get(constant))),
      ...(ci ? [number(asNumber(ends?.fields.get('low'))), number(asNumber(ends?.fields.get('high')))] : []),
    ];
  });
  const end = 'end' as const;
  const interval = ci
    ? [
        { name: l10n.t('low'), align: end },
        { name: l10n.t('high'), align: end },
      ]
    : [];
  return {
    kind: 'table',
    columns: [
      { name: l10n.t('Constant') },
      { name: l10n.t('Value'), align: end },
      { name: l10n.t('Standard error'), align: end },
      ...interval,
    ],
    rows,
  };
}

/** More points than this say no more. */
const MOST_POINTS = 2000;

function residualChart(residuals: Value | undefined): Chart | undefined {
  if (residuals === undefined || !isList(residuals) || residuals.length === 0) return undefined;
  const list = numbers(residuals);
  const spread = Math.sqrt(list.reduce((a, b) => a + b * b, 0) / list.length);
  return {
    title: l10n.t('Residuals: prediction minus run'),
    summary: l10n.t('{0} residuals with a root mean square of {1}.', list.length, formatNumber(spread, 'plain')),
    x: { label: l10n.t('run'), scale: 'linear', style: 'count' },
    y: { label: l10n.t('residual'), scale: 'linear', style: 'plain' },
    series: [{ name: l10n.t('residuals'), mark: 'points', slot: 0, x: list.map((_, i) => i + 1), y: list }],
    rules: [{ axis: 'y', at: 0, slot: null }],
    legend: 'none',
  };
}

/** The first two exponents against each other, one point a draw. */
function cloudChart(draws: Table | undefined, parameters: readonly string[]): Chart | undefined {
  const [a, b] = ['alpha', 'beta'].every(p => parameters.includes(p)) ? ['alpha', 'beta'] : parameters;
  const [xs, ys] = [a, b].map(p => (p === undefined ? undefined : draws?.columns.get(p)));
  if (!xs?.length || !ys || a === undefined || b === undefined) return undefined;
  return {
    title: l10n.t('Bootstrap: {0} against {1}', b, a),
    summary: l10n.t('{0} draws of {1} and {2}.', xs.length, a, b),
    x: { label: a, scale: 'linear', style: 'plain' },
    y: { label: b, scale: 'linear', style: 'plain' },
    series: [{ name: l10n.t('draws'), mark: 'points', slot: 1, x: numbers(xs), y: numbers(ys), opacity: 0.4 }],
    legend: 'none',
  };
}

const numbers = (list: List): number[] =>
  Array.from(list.slice(0, MOST_POINTS), v => (typeof v === 'number' ? v : Number.NaN)).map(v =>
    Number.isFinite(v) ? v : 0,
  );
