import * as l10n from '@vscode/l10n';
import type { Totals } from '../../../../science/corpus/pipeline/counts';
import type { CorpusCost, CorpusReport } from '../../../../science/corpus/pipeline/report';
import type { Block, Cell } from '../../../../views/blocks';
import type { Chart, Series } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import { sourceText } from '../../collections/sourcing';
import { clusterAdvice, throughputOf } from './advice';
import { exampleBlocks, problemBlocks } from './examples';

/**
 * What each stage of a pipeline leaves and why, with examples behind each number; with `cost`, what it took.
 * Without, the blocks are the same for the same input, however it ran.
 */
export function funnelBlocks({ report, cost }: { report: CorpusReport; cost?: CorpusCost }): Block[] {
  return [
    title(report),
    { kind: 'stats', items: statsOf(report) },
    ...(report.stages.length > 0
      ? [{ kind: 'charts', charts: [funnelChart(report)] } as const, stagesTable(report, cost)]
      : []),
    ...problemBlocks(report.read),
    ...exampleBlocks(report.stages),
    ...(cost ? costBlocks(report, cost) : []),
  ];
}

/** What is counted: tokens, or words where no tokenizer was asked for. */
const measureOf = ({ tokenizer }: CorpusReport): 'tokens' | 'words' => (tokenizer === null ? 'words' : 'tokens');

const amount = (totals: Totals, measure: 'tokens' | 'words'): string =>
  measure === 'tokens'
    ? l10n.t('{0} tokens', formatNumber(totals.tokens, 'tokens'))
    : l10n.t('{0} words', formatNumber(totals.words, 'count'));

function title(report: CorpusReport): Block {
  const { input, left, files, bytes, tokenizer, stages } = report;
  const measure = measureOf(report);
  const share = input[measure] > 0 ? left[measure] / input[measure] : 0;
  const read = files === 0 ? l10n.t('simulated documents') : filesText(files, bytes);
  return {
    kind: 'title',
    text:
      stages.length === 0
        ? l10n.t('{0} in {1} documents', amount(left, measure), formatNumber(left.documents, 'count'))
        : l10n.t(
            '{0} of {1} are left, {2}',
            formatNumber(left[measure], measure === 'tokens' ? 'tokens' : 'count'),
            amount(input, measure),
            formatNumber(share, 'percent'),
          ),
    subtitle: tokenizer === null ? read : l10n.t('{0}; tokens of {1}', read, tokenizer),
  };
}

const filesText = (files: number, bytes: number): string =>
  files === 1
    ? l10n.t('one file of {0}', formatNumber(bytes, 'bytes'))
    : l10n.t('{0} files of {1}', formatNumber(files, 'count'), formatNumber(bytes, 'bytes'));

function statsOf({ input, left, tokenizer, stages }: CorpusReport) {
  const one = (label: string, key: keyof Totals, style: 'count' | 'tokens' | 'bytes') => ({
    label,
    value: formatNumber(left[key], style),
    exact: String(left[key]),
    ...(stages.length > 0 && { detail: l10n.t('of {0}', formatNumber(input[key], style)) }),
  });
  return [
    one(l10n.t('Documents'), 'documents', 'count'),
    one(l10n.t('Words'), 'words', 'count'),
    ...(tokenizer === null ? [] : [one(l10n.t('Tokens'), 'tokens', 'tokens')]),
    one(l10n.t('Text'), 'bytes', 'bytes'),
  ];
}

/** Stages by number and name, so that the same stage twice is two bars. */
const stageLabels = ({ stages }: CorpusReport): string[] => stages.map(({ name }, i) => `${i + 1} ${name}`);

function funnelChart(report: CorpusReport): Chart {
  const measure = measureOf(report);
  const names = [l10n.t('read'), ...stageLabels(report)];
  const series = (key: 'documents' | 'words' | 'tokens', name: string, slot: number): Series => {
    const left = [report.input[key], ...report.stages.map(({ counts }) => counts.output[key])];
    const style = key === 'tokens' ? 'tokens' : 'count';
    return {
      name,
      mark: 'bars',
      slot,
      x: left.map(n => n / Math.max(1, report.input[key])),
      y: names,
      notes: left.map((n, i) =>
        i === 0
          ? formatNumber(n, style)
          : l10n.t('{0} left, {1} gone', formatNumber(n, style), formatNumber((left[i - 1] ?? n) - n, style)),
      ),
    };
  };
  const main = [report.input[measure], ...report.stages.map(({ counts }) => counts.output[measure])];
  return {
    title: chartTitle(report, measure),
    summary: names
      .map((name, i) => `${name}: ${formatNumber(main[i] ?? 0, measure === 'tokens' ? 'tokens' : 'count')}`)
      .join('; '),
    x: { label: l10n.t('left of what was read'), scale: 'linear', style: 'percent', domain: [0, 1] },
    y: { label: '', scale: 'category', categories: names },
    series: [
      series('documents', l10n.t('documents'), 0),
      series('words', l10n.t('words'), 1),
      ...(measure === 'tokens' ? [series('tokens', l10n.t('tokens'), 2)] : []),
    ],
    legend: 'top',
    height: 70 + 36 * names.length,
  };
}

/** The stage that costs most. */
function chartTitle(report: CorpusReport, measure: 'tokens' | 'words'): string {
  const losses = report.stages.map(({ counts }) => counts.input[measure] - counts.output[measure]);
  const most = Math.max(...losses);
  if (!(most > 0)) return l10n.t('Every stage leaves all there is');
  const share = formatNumber(most / Math.max(1, report.input[measure]), 'percent');
  const name = report.stages[losses.indexOf(most)]?.name ?? '';
  return measure === 'tokens'
    ? l10n.t('{0} takes most: {1} of the tokens', name, share)
    : l10n.t('{0} takes most: {1} of the words', name, share);
}

function stagesTable(report: CorpusReport, cost: CorpusCost | undefined): Block {
  const counted = report.tokenizer !== null;
  const end = 'end' as const;
  const number = (n: number, style: 'count' | 'tokens'): Cell => ({ text: formatNumber(n, style), value: n });
  const labels = stageLabels(report);
  return {
    kind: 'table',
    // In a narrow page the stages stay the rows.
    sortable: true,
    columns: [
      { name: l10n.t('Stage') },
      { name: l10n.t('Documents'), align: end },
      { name: l10n.t('Words'), align: end },
      ...(counted ? [{ name: l10n.t('Tokens'), align: end }] : []),
      ...(cost ? [{ name: l10n.t('Work'), align: end }] : []),
      { name: l10n.t('Why: documents removed (−), changed (~)'), wrap: true },
    ],
    rows: [
      [
        { text: l10n.t('read') },
        number(report.input.documents, 'count'),
        number(report.input.words, 'count'),
        ...(counted ? [number(report.input.tokens, 'tokens')] : []),
        ...(cost ? [work(cost.other)] : []),
        { text: cost ? l10n.t('work: reading, counting, writing') : '', tone: 'quiet' },
      ],
      ...report.stages.map(({ counts, citations }, i): Cell[] => [
        {
          text: labels[i] ?? '',
          ...(citations.length > 0 && { source: citations.map(sourceText).join('; ') }),
        },
        number(counts.output.documents, 'count'),
        number(counts.output.words, 'count'),
        ...(counted ? [number(counts.output.tokens, 'tokens')] : []),
        ...(cost ? [work(cost.times[i] ?? 0)] : []),
        { text: whyOf(counts.rules) },
      ]),
    ],
  };
}

const work = (milliseconds: number): Cell => ({
  text: formatNumber(Math.max(0, milliseconds) / 1000, 'duration', { digits: 2 }),
  value: milliseconds / 1000,
});

/** Rules by what they did, the busiest first. */
function whyOf(rules: CorpusReport['stages'][number]['counts']['rules']): string {
  const told = Object.entries(rules)
    .sort(([, a], [, b]) => b.removed.documents - a.removed.documents || b.changed - a.changed)
    .map(([rule, { removed, changed }]) =>
      [
        rule,
        ...(removed.documents > 0 ? [`−${formatNumber(removed.documents, 'count')}`] : []),
        ...(changed > 0 ? [`~${formatNumber(changed, 'count')}`] : []),
      ].join(' '),
    );
  return told.join(', ') || '—';
}

function costBlocks(report: CorpusReport, cost: CorpusCost): Block[] {
  const advice = report.stages.length > 0 ? clusterAdvice(report, cost) : undefined;
  const speed = throughputOf(report, cost);
  return [
    {
      kind: 'chips',
      items: [
        { value: formatNumber(cost.elapsed / 1000, 'duration'), meaning: l10n.t('from start to end') },
        ...(cost.workers > 1
          ? [{ value: formatNumber(cost.workers, 'count'), meaning: l10n.t('worker threads') }]
          : []),
        ...(report.bytes > 0
          ? [
              { value: `${formatNumber(speed, 'bytes', { digits: 2 })}/s`, meaning: l10n.t('of stored input') },
              {
                value: `${formatNumber((speed * report.input.bytes) / report.bytes, 'bytes', { digits: 2 })}/s`,
                meaning: l10n.t('of text'),
              },
            ]
          : []),
      ],
    },
    ...(advice === undefined ? [] : [{ kind: 'text', tone: 'quiet', text: advice } as const]),
  ];
}
