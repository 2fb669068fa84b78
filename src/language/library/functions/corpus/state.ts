import * as l10n from '@vscode/l10n';
import type { StageSpec } from '../../../../science/corpus/create';
import type { Block, Cell } from '../../../../views/blocks';
import type { Chart } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import { ScaleError } from '../../../errors';
import { inUnit, table as makeTable, view } from '../../../values/make';
import type { Value, View } from '../../../values/value';
import { isList } from '../../../values/value';
import type { Context } from '../../context';
import { type Parameter, parameter } from '../../parameter';
import { CORPUS_JOB, type CorpusAnswer, type CorpusFile, type CorpusRequest } from './job';

/** Bytes that a notebook's corpus may have in all; larger ones go through the command line, which streams. */
export const MOST_BYTES = 256 * 2 ** 20;

/** What a corpus value stands for: its files and the stages so far. */
export type CorpusState = Omit<CorpusRequest, never>;

const states = new WeakMap<ReadonlyMap<string, Value>, CorpusState>();

export const stateOf = (value: View): CorpusState | undefined => states.get(value.fields);

/** A corpus, as `corpus(…)` or a stage gave it. */
export const corpusParameter = (doc: string): Parameter<CorpusState> =>
  parameter(
    'corpus',
    doc,
    v => typeof v === 'object' && v !== null && !isList(v) && v.kind === 'view' && states.has(v.fields),
    v => stateOf(v as View) as CorpusState,
  );

/** Reads the files of a glob, within the bound. */
export function readFiles(context: Context, glob: string): readonly CorpusFile[] {
  return context.await(async () => {
    const paths = await context.host.findFiles(glob);
    if (paths.length === 0)
      throw new ScaleError('no-files', l10n.t('No file below the notebook’s folder matches "{0}".', glob));
    const files: CorpusFile[] = [];
    let total = 0;
    for (const path of paths) {
      const bytes = await context.host.readFile(path);
      total += bytes.length;
      if (total > MOST_BYTES)
        throw new ScaleError(
          'too-large',
          l10n.t(
            'These files have more than {0}: run the pipeline with `scalebook corpus`, which streams them.',
            formatNumber(MOST_BYTES, 'bytes'),
          ),
        );
      files.push({ path, bytes });
      context.progress(files.length / paths.length);
    }
    return files;
  });
}

/** Runs the stages of a state and shows what survives. */
export function corpusView(context: Context, state: CorpusState): View {
  const answer = context.await(() =>
    context.host.job(CORPUS_JOB, state, (done, text) => context.progress(done, text)),
  ) as CorpusAnswer;
  const made = view(
    'blocks',
    { blocks: blocksOf(state, answer) },
    fieldsOf(state, answer),
    l10n.t('{0} documents, {1} tokens are left', answer.output.documents, formatNumber(answer.output.tokens, 'tokens')),
  );
  states.set(made.fields, state);
  return made;
}

export const withStage = (state: CorpusState, spec: StageSpec): CorpusState => ({
  ...state,
  stages: [...state.stages, spec],
});

function fieldsOf(state: CorpusState, { counts, output, malformed }: CorpusAnswer): Record<string, Value> {
  const removed = counts.flatMap((count, i) =>
    Object.entries(count.rules).flatMap(([rule, r]) =>
      r.examples.map(e => ({ stage: state.stages[i]?.name ?? '', rule, id: e.id, excerpt: e.excerpt })),
    ),
  );
  return {
    documents: output.documents,
    bytes: inUnit(output.bytes, 'bytes'),
    words: output.words,
    tokens: inUnit(output.tokens, 'tokens'),
    stages: makeTable({
      stage: state.stages.map(s => s.name),
      documents: counts.map(c => c.output.documents),
      words: counts.map(c => c.output.words),
      tokens: counts.map(c => c.output.tokens),
      removed: counts.map(c => c.input.documents - c.output.documents),
    }),
    removed: makeTable({
      stage: removed.map(r => r.stage),
      rule: removed.map(r => r.rule),
      id: removed.map(r => r.id),
      excerpt: removed.map(r => r.excerpt),
    }),
    malformed: Object.values(malformed).reduce((a, b) => a + b, 0),
  };
}

/** A funnel: what each stage leaves, why it removes what it removes, and examples behind each rule. */
function blocksOf(state: CorpusState, { counts, input, output, malformed }: CorpusAnswer): Block[] {
  const unread = Object.entries(malformed).filter(([, n]) => n > 0);
  return [
    {
      kind: 'title',
      text: l10n.t(
        '{0} of {1} tokens are left',
        formatNumber(output.tokens, 'tokens'),
        formatNumber(input.tokens, 'tokens'),
      ),
      subtitle: l10n.t('{0} files, tokens of {1}', state.files.length, state.tokenizer),
    },
    {
      kind: 'stats',
      items: [
        {
          label: l10n.t('Documents'),
          value: formatNumber(output.documents, 'count'),
          detail: l10n.t('of {0}', formatNumber(input.documents, 'count')),
        },
        { label: l10n.t('Words'), value: formatNumber(output.words, 'count') },
        { label: l10n.t('Tokens'), value: formatNumber(output.tokens, 'tokens'), exact: String(output.tokens) },
        { label: l10n.t('Text'), value: formatNumber(output.bytes, 'bytes') },
      ],
    },
    ...(counts.length > 0
      ? [{ kind: 'charts', charts: [funnelChart(state, input, counts)] } as const, stagesTable(state, counts)]
      : []),
    ...unread.map(
      ([reason, n]): Block => ({
        kind: 'note',
        tone: 'warning',
        text: l10n.t('{0} records could not be read ({1}) and are not counted.', n, reason),
      }),
    ),
    ...examples(state, counts),
  ];
}

function funnelChart(state: CorpusState, input: CorpusAnswer['input'], counts: CorpusAnswer['counts']): Chart {
  const names = [l10n.t('read'), ...state.stages.map((s, i) => `${i + 1} ${s.name}`)];
  const tokens = [input.tokens, ...counts.map(c => c.output.tokens)];
  return {
    title: l10n.t('Tokens left after each stage'),
    summary: names.map((name, i) => `${name}: ${formatNumber(tokens[i] ?? 0, 'tokens')}`).join('; '),
    x: { label: l10n.t('tokens'), scale: 'linear', style: 'tokens' },
    y: { label: '', scale: 'category', categories: names },
    series: [{ name: l10n.t('tokens'), mark: 'bars', slot: 0, x: tokens, y: names }],
    legend: 'none',
    height: 60 + 34 * names.length,
  };
}

function stagesTable(state: CorpusState, counts: CorpusAnswer['counts']): Block {
  const number = (n: number): Cell => ({ text: formatNumber(n, 'count'), value: n });
  const end = 'end' as const;
  return {
    kind: 'table',
    columns: [
      { name: l10n.t('Stage') },
      { name: l10n.t('Documents'), align: end },
      { name: l10n.t('Words'), align: end },
      { name: l10n.t('Tokens'), align: end },
      { name: l10n.t('Why') },
    ],
    rows: counts.map((c, i): Cell[] => [
      { text: state.stages[i]?.name ?? '' },
      number(c.output.documents),
      number(c.output.words),
      number(c.output.tokens),
      {
        text:
          Object.entries(c.rules)
            .map(([rule, r]) =>
              `${rule} ${r.removed.documents > 0 ? `−${r.removed.documents}` : ''}${r.changed > 0 ? ` ~${r.changed}` : ''}`.trim(),
            )
            .join(', ') || '—',
      },
    ]),
  };
}

function examples(state: CorpusState, counts: CorpusAnswer['counts']): Block[] {
  return counts.flatMap((c, i) =>
    Object.entries(c.rules)
      .filter(([, r]) => r.examples.length > 0)
      .map(
        ([rule, r]): Block => ({
          kind: 'details',
          summary: l10n.t(
            '{0}: {1}, {2} removed, {3} changed',
            state.stages[i]?.name ?? '',
            rule,
            r.removed.documents,
            r.changed,
          ),
          blocks: r.examples.map((e): Block => ({ kind: 'text', text: `${e.id}: ${e.excerpt}` })),
        }),
      ),
  );
}
