import { gunzipSync } from 'node:zlib';
import { decompress } from 'fzstd';
import type { CorpusAnswer, CorpusFile, CorpusRequest } from '../../language/library/functions/corpus/job';
import { CORPUS_JOB } from '../../language/library/functions/corpus/job';
import { createStage } from '../../science/corpus/create';
import { packEvalIndex } from '../../science/corpus/decontaminate/eval-index';
import { runPipeline } from '../../science/corpus/pipeline/run';
import type { Document, Stage } from '../../science/corpus/stage';
import { measureText } from '../../science/corpus/text/measure';
import { loadTokenizer } from '../../science/corpus/tokens/tokenizer';
import { decodeText } from '../corpus/input/decode';
import { allText, DEFAULT_FIELDS, documentOf, type Malformed } from '../corpus/input/records';
import { formatOf } from '../corpus/input/units';
import { registerJob } from './registry';

const unpacked = ({ path, bytes }: CorpusFile): Buffer => {
  const { compression } = formatOf(path);
  if (compression === 'gzip') return gunzipSync(bytes);
  return Buffer.from(compression === 'zstd' ? decompress(bytes) : bytes);
};

/** The documents of files, and how many records were not readable. */
function readDocuments(
  files: readonly CorpusFile[],
  field: string,
): { documents: Document[]; malformed: Record<string, number> } {
  const documents: Document[] = [];
  const malformed: Record<string, number> = {};
  const miss = (reason: Malformed): void => {
    malformed[reason] = (malformed[reason] ?? 0) + 1;
  };
  for (const file of files) {
    const { format } = formatOf(file.path);
    const { text } = decodeText(unpacked(file));
    if (format !== 'jsonl') {
      documents.push({ id: file.path, text });
      continue;
    }
    text.split(/\r?\n/).forEach((line, i) => {
      if (line.trim() === '') return;
      let record: unknown;
      try {
        record = JSON.parse(line);
      } catch {
        miss('not-json');
        return;
      }
      const found = documentOf(record, { ...DEFAULT_FIELDS, text: field }, `${file.path}:${i + 1}`);
      if (typeof found === 'string') miss(found);
      else documents.push(found.document);
    });
  }
  return { documents, malformed };
}

/** Texts of evaluation files: every string of a record, or the file as it is. */
const evaluationTexts = (files: readonly CorpusFile[]): string[] =>
  files.flatMap(file => {
    const { text } = decodeText(unpacked(file));
    if (formatOf(file.path).format !== 'jsonl') return [text];
    return text.split(/\r?\n/).flatMap(line => {
      try {
        return line.trim() === '' ? [] : [allText(JSON.parse(line))];
      } catch {
        return [line];
      }
    });
  });

async function run(
  { files, texts, field, stages, evaluations, tokenizer: name }: CorpusRequest,
  progress: (done: number, text?: string) => void,
): Promise<CorpusAnswer> {
  const { documents, malformed } = readDocuments(files, field);
  texts?.forEach((text, i) => {
    documents.push({ id: `document ${i + 1}`, text });
  });
  const tokenizer = await loadTokenizer(name);
  const made: Stage[] = [];
  for (const [i, spec] of stages.entries()) {
    const evaluation = evaluations.find(e => e.stage === i);
    made.push(
      await createStage(spec, evaluation && packEvalIndex(evaluationTexts(evaluation.files), evaluation.ngram)),
    );
  }
  progress(0.2);
  const { counts, documents: left } = runPipeline([documents], made, tokenizer);
  progress(1);
  const totals = (all: readonly Document[]) =>
    all.reduce(
      (sum, { text }) => {
        const { bytes, words } = measureText(text);
        return {
          documents: sum.documents + 1,
          bytes: sum.bytes + bytes,
          words: sum.words + words,
          tokens: sum.tokens + tokenizer.count(text),
        };
      },
      { documents: 0, bytes: 0, words: 0, tokens: 0 },
    );
  return { counts, input: totals(documents), output: totals(left), malformed };
}

registerJob<CorpusRequest, Promise<CorpusAnswer>>(CORPUS_JOB, run);
