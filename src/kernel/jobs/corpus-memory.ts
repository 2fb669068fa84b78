import type { CorpusAnswer, CorpusMemoryRequest } from '../../language/library/functions/corpus/job';
import { CORPUS_MEMORY_JOB } from '../../language/library/functions/corpus/job';
import { createStage } from '../../science/corpus/create';
import { packEvalIndex } from '../../science/corpus/decontaminate/eval-index';
import { addSize, noTotals } from '../../science/corpus/pipeline/counts';
import { type CorpusReport, noReadCounts } from '../../science/corpus/pipeline/report';
import { runPipeline } from '../../science/corpus/pipeline/run';
import type { Document, Stage } from '../../science/corpus/stage';
import { measureText } from '../../science/corpus/text/measure';
import { loadTokenizer } from '../../science/corpus/tokens/tokenizer';
import { readMemory } from '../corpus/input/memory';
import { allText, DEFAULT_FIELDS } from '../corpus/input/records';
import { ngramOf } from '../corpus/ngram';
import { registerJob } from './registry';

/** Runs a pipeline over documents in memory, here and now. */
async function run(
  { files, texts = [], field, stages: specs, evaluations, tokenizer: name }: CorpusMemoryRequest,
  progress: (done: number, text?: string) => void,
): Promise<CorpusAnswer> {
  const start = performance.now();
  const fields = { ...DEFAULT_FIELDS, text: field };
  const read = noReadCounts();
  const documents: Document[] = texts.map((text, i) => ({ id: `document ${i + 1}`, text }));
  for await (const { document } of readMemory(files, fields, read)) documents.push(document);
  read.documents = documents.length;
  const tokenizer = await loadTokenizer(name);
  const stages: Stage[] = [];
  for (const [at, spec] of specs.entries()) {
    const evaluation: string[] = [];
    for (const { files: against } of evaluations.filter(e => e.stage === at)) {
      for await (const entry of readMemory(against, fields, noReadCounts(), allText))
        evaluation.push(entry.document.text);
    }
    stages.push(await createStage(spec, evaluation.length > 0 ? packEvalIndex(evaluation, ngramOf(spec)) : undefined));
  }
  const {
    counts,
    documents: left,
    times,
    other,
  } = runPipeline([documents], stages, tokenizer, {
    clock: () => performance.now(),
    onPass: (pass, passes) => progress(pass / passes),
  });
  progress(1);
  const totals = noTotals();
  for (const { text } of left) addSize(totals, { ...measureText(text), tokens: tokenizer.count(text) });
  const report: CorpusReport = {
    version: 1,
    tokenizer: name,
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
    read,
    stages: stages.map(({ name: stage, params, citations }, at) => ({
      name: stage,
      params,
      citations,
      counts: counts[at]!,
    })),
    input: counts[0]?.input ?? totals,
    left: totals,
  };
  return { report, cost: { times, other, elapsed: performance.now() - start, workers: 1, steps: 1 } };
}

registerJob<CorpusMemoryRequest, Promise<CorpusAnswer>>(CORPUS_MEMORY_JOB, run);
