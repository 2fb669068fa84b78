import * as l10n from '@vscode/l10n';
import type { Example } from '../../../../science/corpus/pipeline/counts';
import { formatNumber } from '../../../../views/format';
import { ScaleError } from '../../../errors';
import { inUnit, lazyView, table as makeTable, view } from '../../../values/make';
import type { Value, View } from '../../../values/value';
import { isList } from '../../../values/value';
import type { Context } from '../../context';
import { type Parameter, parameter } from '../../parameter';
import { funnelBlocks } from './funnel';
import {
  CORPUS_FILES_JOB,
  CORPUS_MEMORY_JOB,
  type CorpusAnswer,
  type CorpusFile,
  type CorpusFilesRequest,
  type CorpusMemoryRequest,
  type CorpusPipeline,
  type CorpusStageSpec,
} from './job';

/** Bytes of files that a kernel without a file system holds: there nothing can be streamed. */
export const MOST_BYTES = 64 * 2 ** 20;

const pipelines = new WeakMap<object, CorpusPipeline>();

/** The pipeline behind a value, if it is a corpus. */
export const pipelineOf = (value: Value): CorpusPipeline | undefined =>
  typeof value === 'object' && value !== null ? pipelines.get(value) : undefined;

/** A corpus, as `corpus(…)` or a stage gave it. */
export const corpusParameter = (doc: string): Parameter<CorpusPipeline> =>
  parameter(
    'corpus',
    doc,
    v => pipelineOf(v) !== undefined,
    v => pipelineOf(v) as CorpusPipeline,
  );

/** A corpus: what survives its stages is worked out when it is asked for. */
export function corpusView(context: Context, pipeline: CorpusPipeline): View {
  const made = lazyView('blocks', () => {
    const answer = answerOf(context, pipeline);
    const { left } = answer.report;
    return view(
      'blocks',
      { blocks: funnelBlocks(context.host.timed ? answer : { report: answer.report }) },
      fieldsOf(answer),
      l10n.t('{0} documents, {1} tokens are left', left.documents, formatNumber(left.tokens, 'tokens')),
    );
  });
  pipelines.set(made, pipeline);
  return made;
}

export const withStage = (pipeline: CorpusPipeline, spec: CorpusStageSpec): CorpusPipeline => ({
  ...pipeline,
  stages: [...pipeline.stages, spec],
});

/** Streams files where the kernel has a file system, else takes them through its host. */
function answerOf(context: Context, pipeline: CorpusPipeline): CorpusAnswer {
  const run = (name: string, request: CorpusFilesRequest | CorpusMemoryRequest): CorpusAnswer =>
    context.await(() => context.host.job(name, request, (done, text) => context.progress(done, text))) as CorpusAnswer;
  const folders = context.await(() => context.host.folders());
  if (folders.length > 0 && !pipeline.texts) return run(CORPUS_FILES_JOB, { ...pipeline, folders });
  const files = pipeline.inputs.flatMap(glob => readFiles(context, glob));
  const evaluations = pipeline.stages.flatMap(({ evaluation = [] }, stage) =>
    evaluation.length === 0 ? [] : [{ stage, files: evaluation.flatMap(glob => readFiles(context, glob)) }],
  );
  return run(CORPUS_MEMORY_JOB, { ...pipeline, files, evaluations });
}

/** Reads the files of a glob through the host, within the bound. */
function readFiles(context: Context, glob: string): readonly CorpusFile[] {
  return context.await(async () => {
    const named = await context.host.findFiles(glob);
    const paths = named.length > 0 ? named : await context.host.findFiles(`${glob}/**`);
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
            'These files have more than {0}, which is all that fits here: VS Code on the desktop and `scalebook corpus run` stream files of any size.',
            formatNumber(MOST_BYTES, 'bytes'),
          ),
        );
      files.push({ path, bytes });
      context.progress(files.length / paths.length, l10n.t('reading files'));
    }
    return files;
  });
}

/** What a notebook may ask of an answer. Times stay out: the same file gives the same results everywhere. */
function fieldsOf({ report }: CorpusAnswer): Record<string, Value> {
  const { stages, left, input, read } = report;
  const found = stages.flatMap(({ name, counts }) =>
    Object.entries(counts.rules).flatMap(([rule, { examples }]) =>
      examples.map(({ id, reason, effect, excerpt }) => ({ name, rule, id, reason, effect, excerpt })),
    ),
  );
  const examples = (effect: Example['effect']): Value => {
    const rows = found.filter(row => row.effect === effect);
    return makeTable({
      stage: rows.map(r => r.name),
      rule: rows.map(r => r.rule),
      id: rows.map(r => r.id),
      value: rows.map(r => r.reason.value ?? null),
      limit: rows.map(r => r.reason.limit ?? null),
      detail: rows.map(r => r.reason.detail ?? null),
      excerpt: rows.map(r => r.excerpt),
    });
  };
  return {
    documents: left.documents,
    bytes: inUnit(left.bytes, 'bytes'),
    words: left.words,
    tokens: inUnit(left.tokens, 'tokens'),
    input: makeTable({
      documents: [input.documents],
      bytes: [input.bytes],
      words: [input.words],
      tokens: [input.tokens],
    }),
    stages: makeTable({
      stage: stages.map(s => s.name),
      documents: stages.map(s => s.counts.output.documents),
      words: stages.map(s => s.counts.output.words),
      tokens: stages.map(s => s.counts.output.tokens),
      removed: stages.map(s => s.counts.input.documents - s.counts.output.documents),
    }),
    removed: examples('removed'),
    changed: examples('changed'),
    malformed: Object.values(read.malformed).reduce((a, b) => a + b, 0),
  };
}

/** One text, or a list of them. */
export const texts = (doc: string): Parameter<readonly string[]> =>
  parameter(
    'text or list of texts',
    doc,
    v => typeof v === 'string' || (isList(v) && v.length > 0 && Array.from(v).every(each => typeof each === 'string')),
    v => (isList(v) ? (Array.from(v) as string[]) : [String(v)]),
  );
