import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { PlannedStage } from '../../../../src/kernel/corpus/plan';
import { createRandom } from '../../../../src/science/random';
import { families, perturb, vocabulary } from '../../science/corpus/synthetic';

export const temporary = () => mkdtemp(path.join(os.tmpdir(), 'scalebook-corpus-'));

export const QUESTION = 'which of these small towns has the oldest stone bridge over the river of its name today';

/** Records with duplicates, near-duplicates, shared passages, short texts and contamination. */
export function records(count: number, seed: number): { id: string; text: string; url: string; n: number }[] {
  const random = createRandom(seed);
  const words = vocabulary(1000, random);
  const boilerplate = `All rights reserved ${Array.from({ length: 70 }, () => words[random.below(words.length)]).join(' ')}.`;
  const list = families(count, seed).map((family, n) => {
    const body = `The tale and that of others: ${perturb(family, 0, words, random).join(' ')} with the end.`;
    const kind = random.uniform();
    const text =
      kind < 0.08
        ? 'too short'
        : kind < 0.2
          ? `${body}\n\n${boilerplate}`
          : kind < 0.24
            ? `${body} ${QUESTION} ${body}`
            : kind < 0.3
              ? `<p>${body}</p><p>more of it</p>`
              : body;
    return { id: `r${n}`, text, url: `https://site${n % 7}.example/page/${n}`, n };
  });
  return [...list, { ...list[3]!, id: 'copy' }];
}

export const jsonl = (list: readonly unknown[]): string => list.map(record => `${JSON.stringify(record)}\n`).join('');

/** A folder with a corpus in several formats, and an evaluation set. */
export async function corpusFolder(): Promise<string> {
  const root = await temporary();
  await mkdir(path.join(root, 'corpus'));
  await mkdir(path.join(root, 'eval'));
  await writeFile(path.join(root, 'corpus/a.jsonl'), jsonl(records(260, 1)));
  await writeFile(path.join(root, 'corpus/b.jsonl.gz'), gzipSync(jsonl(records(150, 2))));
  await writeFile(
    path.join(root, 'corpus/c.jsonl'),
    jsonl(records(90, 1).map(record => ({ ...record, id: `again ${record.id}` }))),
  );
  await writeFile(path.join(root, 'eval/test.jsonl'), jsonl([{ question: QUESTION, answer: 'Arbor' }]));
  return root;
}

export const STAGES: readonly PlannedStage[] = [
  { name: 'strip_html', params: {} },
  { name: 'repair', params: {} },
  { name: 'filter_harmful', params: { urls: ['site6.example'] } },
  { name: 'filter_quality', params: { rules: 'gopher' } },
  { name: 'filter_repetition', params: { rules: 'gopher' } },
  { name: 'dedup', params: { method: 'exact' } },
  { name: 'dedup', params: { method: 'minhash', threshold: 0.8 } },
  { name: 'dedup_exact', params: { minTokens: 50 } },
  { name: 'decontaminate', params: { method: 'gpt3', maxDocuments: 1000 }, evaluation: ['eval/*.jsonl'] },
];
