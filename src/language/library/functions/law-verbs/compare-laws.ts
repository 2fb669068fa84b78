import * as l10n from '@vscode/l10n';
import type { Conventions, Law } from '../../../../science/laws/law';
import {
  type ConventionDifference,
  compareLaws,
  type LawAnswer,
  type LawQuestion,
} from '../../../../science/laws/verbs/compare_laws';
import { frontier } from '../../../../science/laws/verbs/frontier';
import type { Block } from '../../../../views/blocks';
import type { Chart, Series } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import { ScaleError } from '../../../errors';
import { record, view } from '../../../values/make';
import { type LawValue, plain, type Value } from '../../../values/value';
import { sourceText } from '../../collections/sourcing';
import { columnBand, columnsOverDraws, columnValues, type DrawnColumns } from '../../drawn-columns';
import { type FunctionEntry, signature } from '../../entry';
import { maybe, type Parameter, parameter, positive } from '../../parameter';
import { law as lawParameter, list, text } from '../../parameters';
import { type BlockColumn, tableBlock } from '../../table-block';
import { type Given, inputsOf, inputsTaken, lawInputs, lawName } from '../law-inputs';

/** Budgets around the one in question over which the laws are drawn, as powers of ten. */
const DECADES = 3;
const POINTS = 41;

const oneLaw = lawParameter('');
const lawsParameter: Parameter<readonly LawValue[]> = (() => {
  const items = list('Laws, as `[laws.kaplan, laws.chinchilla, laws.epoch]`.');
  return parameter(
    'list of laws',
    items.doc,
    v => items.accepts(v) && Array.from(items.convert(v)).every(each => oneLaw.accepts(plain(each))),
    v => Array.from(items.convert(v), each => plain(each) as LawValue),
  );
})();

export const compareLawsFunctions: readonly FunctionEntry[] = [
  {
    name: 'compare_laws',
    group: 'laws',
    summary: 'The same question to several laws: the best run for a budget, or the loss of a run, and why they differ.',
    details:
      'Losses of laws compare only where data and tokenizer are the same; sizes only where parameters and FLOP are counted alike. The view lists each convention in which the laws differ. An extra input such as `unique:` goes to the laws that take it.',
    signatures: [
      signature(
        {
          laws: lawsParameter,
          C: maybe(positive('FLOP', 'The budget; or give N and D.')),
          N: maybe(positive('params', 'Parameters, with D.')),
          D: maybe(positive('tokens', 'Training tokens, with N.')),
          ...lawInputs,
          title: maybe(text('Title of the view.')),
        },
        'view with a field per law',
        ({ laws, C, N, D, title, ...given }) => {
          const question = questionOf(C, N, D);
          const names = unambiguous(laws.map(({ law }) => law));
          const answers = laws.map(({ law }, i) => drawnAnswer(law, names[i] as string, question, given));
          const { differences } = compareLaws(
            laws.map(({ law }, i) => ({ ...law, name: names[i] as string })),
            question,
          );
          const blocks: Block[] = [
            { kind: 'title', text: title ?? titleOf(answers, question), subtitle: subtitleOf(question) },
            answersTable(answers, question),
            { kind: 'charts', charts: [chartOf(answers, question, given)] },
            ...extrapolationNotes(answers),
            ...refusalNotes(answers),
            ...ignoredNotes(answers, given),
            ...whyBlocks(differences, answers),
          ];
          return view('blocks', { blocks }, fieldsOf(answers), answers.map(answerText).join('; '));
        },
      ),
    ],
    examples: [
      'compare_laws([laws.kaplan, laws.chinchilla, laws.epoch], 5.76e23)',
      'compare_laws([laws.chinchilla, laws.epoch, laws.gadre_rw], N: 7B, D: 2T)',
    ],
    sources: ['kaplan2020', 'hoffmann2022', 'besiroglu2024'],
  },
];

function questionOf(C: number | undefined, N: number | undefined, D: number | undefined): LawQuestion {
  if (C !== undefined && N === undefined && D === undefined) return { C };
  if (C === undefined && N !== undefined && D !== undefined) return { N, D };
  throw new ScaleError(
    'bad-argument',
    l10n.t(
      'compare_laws takes either a budget, `compare_laws([…], 1e24)`, or a run, `compare_laws([…], N: 7B, D: 2T)`.',
    ),
  );
}

/** Two fits are both called `fit`: the second is `fit 2`. */
function unambiguous(laws: readonly Law[]): string[] {
  return laws.map((law, i) => {
    const before = laws.slice(0, i).filter(other => other.name === law.name).length;
    return before === 0 ? law.name : `${law.name} ${before + 1}`;
  });
}

interface Drawn {
  readonly name: string;
  readonly law: Law;
  readonly answer: LawAnswer;
  readonly columns?: DrawnColumns<'N' | 'D' | 'loss' | 'ratio'>;
}

/** A law's answer with the intervals that its draws give. */
function drawnAnswer(law: Law, name: string, question: LawQuestion, given: Given): Drawn {
  const inputs = inputsTaken(law, given);
  const ask = (one: Law) => compareLaws([one], question, inputs).answers[0] as LawAnswer;
  const answer = ask(law);
  if (answer.refusal !== undefined) return { name, law, answer };
  const columns = columnsOverDraws(law, one => {
    const { N, D, loss, tokensPerParam, refusal } = ask(one);
    if (refusal !== undefined) throw new ScaleError('no-answer', refusal);
    const column = (x: number | undefined) => Float64Array.of(x ?? Number.NaN);
    return { N: column(N), D: column(D), loss: column(loss), ratio: column(tokensPerParam) };
  });
  return { name, law, answer, columns };
}

const answering = (all: readonly Drawn[]): Drawn[] => all.filter(d => d.answer.refusal === undefined);

const extremes = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];

function titleOf(all: readonly Drawn[], question: LawQuestion): string {
  const found = answering(all);
  if (found.length < 2) return l10n.t('One question, several laws');
  if ('C' in question) {
    const [low, high] = extremes(found.map(d => d.answer.N as number));
    const [small, large] = [low, high].map(N => found.find(d => d.answer.N === N));
    return l10n.t(
      'For {0} FLOP the best size is {1} ({2}) to {3} ({4})',
      formatNumber(question.C, 'flop'),
      formatNumber(low, 'params'),
      small?.name ?? '',
      formatNumber(high, 'params'),
      large?.name ?? '',
    );
  }
  const [low, high] = extremes(found.map(d => d.answer.loss as number));
  return l10n.t('The laws predict a loss from {0} to {1}', formatNumber(low, 'loss'), formatNumber(high, 'loss'));
}

const subtitleOf = (question: LawQuestion): string =>
  'C' in question
    ? l10n.t('The best run for {0} FLOP, by each law', formatNumber(question.C, 'flop'))
    : l10n.t(
        'A model of {0} params on {1} tokens, by each law',
        formatNumber(question.N, 'params'),
        formatNumber(question.D, 'tokens'),
      );

const answerText = ({ name, answer }: Drawn): string =>
  answer.refusal ??
  `${name}: ${[
    answer.N === undefined ? undefined : l10n.t('{0} params', formatNumber(answer.N, 'params')),
    answer.D === undefined ? undefined : l10n.t('{0} tokens', formatNumber(answer.D, 'tokens')),
    answer.loss === undefined ? undefined : l10n.t('loss {0}', formatNumber(answer.loss, 'loss')),
  ]
    .filter(Boolean)
    .join(', ')}`;

function answersTable(all: readonly Drawn[], question: LawQuestion): Block {
  const column = (key: 'N' | 'D' | 'loss' | 'ratio', name: string, style: BlockColumn['style']): BlockColumn => {
    const ends = all.map(d => d.columns && columnBand(d.columns, key));
    return {
      name,
      values: all.map(d => finite(d.columns?.centre[key][0])),
      ...(style ? { style } : {}),
      low: ends.map(e => e?.low[0] ?? null),
      high: ends.map(e => e?.high[0] ?? null),
    };
  };
  const worst = all.map(d => d.answer.extrapolation[0]?.factor ?? null);
  return tableBlock([
    {
      name: l10n.t('Law'),
      values: all.map(d => (d.law.name === 'fit' ? d.name : `laws.${d.name}`)),
      slots: all.map((_, i) => i),
      sources: all.map(d => `${d.law.title}: ${sourceText(d.law.citation)}`),
    },
    ...('C' in question
      ? [
          column('N', l10n.t('Best size'), 'params'),
          column('D', l10n.t('Tokens'), 'tokens'),
          column('ratio', l10n.t('Tokens / param'), 'plain'),
        ]
      : []),
    column('loss', l10n.t('Predicted loss'), 'loss'),
    ...(worst.some(f => f !== null)
      ? [
          {
            name: l10n.t('Beyond its runs'),
            values: all.map(beyondText),
            end: true,
            sources: all.map(d => d.answer.extrapolation.map(e => `${e.input} ${timesText(e.factor)}`).join(', ')),
          },
        ]
      : []),
  ]);
}

function beyondText({ answer, law }: Drawn): string {
  const [worst] = answer.extrapolation;
  if (worst) return timesText(worst.factor);
  return answer.refusal !== undefined || !law.range ? '—' : l10n.t('within');
}

/** How many times beyond a law's runs: `1.01 ×`, `536 ×`. */
const timesText = (factor: number): string => `${formatNumber(factor, 'plain', { digits: factor < 2 ? 3 : 2 })} ×`;

const finite = (x: number | undefined): number | null => (x !== undefined && Number.isFinite(x) ? x : null);

/** A budget: the size that each law prefers over budgets around it. A run: the loss that each predicts. */
function chartOf(all: readonly Drawn[], question: LawQuestion, given: Given): Chart {
  if (!('C' in question)) return lossChart(all);
  const budgets = Array.from({ length: POINTS }, (_, i) => question.C * 10 ** (DECADES * ((2 * i) / (POINTS - 1) - 1)));
  const series = all.flatMap((d, slot): Series[] => {
    if (d.answer.refusal !== undefined) return [];
    const { N } = frontier(d.law, budgets, inputsTaken(d.law, given));
    const own = d.columns && columnBand(d.columns, 'N');
    return [
      { name: d.name, mark: 'line', slot, x: budgets, y: Array.from(N), group: d.name },
      {
        name: d.name,
        mark: 'points',
        slot,
        x: [question.C],
        y: [d.answer.N as number],
        ...own,
        width: 9,
        quiet: true,
        group: d.name,
      },
    ];
  });
  return {
    title: l10n.t('Best size by budget'),
    summary: answering(all).map(answerText).join('; '),
    x: { label: l10n.t('training compute (FLOP)'), scale: 'log', style: 'flop' },
    y: { label: l10n.t('parameters'), scale: 'log', style: 'params' },
    series,
    rules: [{ axis: 'x', at: question.C, text: formatNumber(question.C, 'flop') }],
    legend: 'top',
    height: 320,
  };
}

function lossChart(all: readonly Drawn[]): Chart {
  const found = all.flatMap((d, slot) => (d.answer.refusal === undefined ? [{ ...d, slot }] : []));
  const names = found.map(d => d.name);
  return {
    title: l10n.t('Predicted loss by each law'),
    summary: found.map(answerText).join('; '),
    x: { label: l10n.t('predicted loss (nats per token)'), scale: 'linear', style: 'loss' },
    y: { label: '', scale: 'category', categories: names },
    series: found.map(
      (d): Series => ({
        name: d.name,
        mark: 'points',
        slot: d.slot,
        x: [finite(d.answer.loss)],
        y: [d.name],
        width: 10,
      }),
    ),
    legend: 'none',
    height: 90 + 30 * found.length,
  };
}

function extrapolationNotes(all: readonly Drawn[]): Block[] {
  const beyond = all.flatMap(({ law, answer }) => {
    const [worst] = answer.extrapolation;
    return worst ? [`${lawName(law)} ${timesText(worst.factor)} (${worst.input})`] : [];
  });
  if (beyond.length === 0) return [];
  return [
    {
      kind: 'note',
      tone: 'warning',
      text: l10n.t('Extrapolation beyond the runs that each law was fitted on: {0}.', beyond.join(', ')),
    },
  ];
}

const refusalNotes = (all: readonly Drawn[]): Block[] =>
  all.flatMap(({ answer }): Block[] =>
    answer.refusal === undefined ? [] : [{ kind: 'note', tone: 'info', text: answer.refusal }],
  );

/** Which laws have no use for an extra input: their answer is to the question without it. */
function ignoredNotes(all: readonly Drawn[], given: Given): Block[] {
  const names = Object.keys(inputsOf(given));
  return names.flatMap((name): Block[] => {
    const without = answering(all).filter(d => inputsTaken(d.law, given)[name] === undefined);
    if (without.length === 0) return [];
    const text = l10n.t('The input “{0}” did not enter with {1}.', name, without.map(d => lawName(d.law)).join(', '));
    return [{ kind: 'note', tone: 'info', text }];
  });
}

function conventionText(convention: keyof Conventions): string {
  switch (convention) {
    case 'loss':
      return l10n.t('Loss');
    case 'params':
      return l10n.t('Parameters');
    case 'flops':
      return l10n.t('FLOP');
    case 'data':
      return l10n.t('Data');
    case 'tokenizer':
      return l10n.t('Tokenizer');
  }
}

/** A row for each way of counting in which the laws differ, with the laws that count so. */
function whyBlocks(differences: readonly ConventionDifference[], all: readonly Drawn[]): Block[] {
  const found = answering(all);
  if (found.length < 2) return [];
  if (differences.length === 0) {
    const same = l10n.t('The laws count alike and are of the same data: they differ in their fits alone.');
    return [{ kind: 'text', text: same, tone: 'quiet' }];
  }
  const rows = differences.flatMap(({ convention, values }) =>
    [...new Set(values.map(v => v.value))].map((value, i) => ({
      what: i === 0 ? conventionText(convention) : '',
      value,
      laws: found.filter(d => values.some(v => v.law === d.name && v.value === value)).map(d => d.name),
    })),
  );
  return [
    tableBlock(
      [
        { name: '', values: rows.map(r => r.what) },
        { name: l10n.t('Counted as'), values: rows.map(r => r.value), wrap: true },
        { name: l10n.t('By'), values: rows.map(r => r.laws.join(', ')), wrap: true },
      ],
      { title: l10n.t('Why they differ') },
    ),
  ];
}

function fieldsOf(all: readonly Drawn[]): Record<string, Value> {
  const each = all.map((d): [string, Value] => {
    const { answer, columns } = d;
    if (!columns) return [d.name, record({ refusal: answer.refusal ?? null })];
    const first = (key: 'N' | 'D' | 'loss' | 'ratio', unit?: string) => columnValues(columns, key, unit)[0] ?? null;
    return [
      d.name,
      record({
        N: first('N', 'params'),
        D: first('D', 'tokens'),
        loss: answer.loss === undefined ? null : first('loss'),
        tokens_per_param: first('ratio'),
        extrapolation: answer.extrapolation[0]?.factor ?? 1,
      }),
    ];
  });
  return { ...Object.fromEntries(each), laws: all.map(d => d.name) };
}
