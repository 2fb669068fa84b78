/**
 * How fast the corpus pipeline is, and how much memory it takes, on seeded text of several sizes.
 *
 *   node scripts/bench/run.mjs corpus [--sizes 0.1,0.3,1] [--workers 2]
 */

import { once } from 'node:events';
import { createWriteStream, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { planPipeline } from '../../src/kernel/corpus/plan';
import { runPlan } from '../../src/kernel/corpus/run';
import { shingles } from '../../src/science/corpus/dedup/minhash/shingles';
import { createMinHasher } from '../../src/science/corpus/dedup/minhash/signature';
import { createUint32List, wordHashes } from '../../src/science/corpus/text/word-hashes';
import { finewebNearDuplicates } from '../../src/science/facts/corpus';
import { createRandom, type Random } from '../../src/science/random';

/** Words of the packages' read-me files with how often they occur: prose has its real tokens that way. */
function wordSource(root: string): (random: Random) => string {
  const counts = new Map<string, number>();
  for (const name of readdirSync(path.join(root, 'node_modules'))) {
    try {
      const text = readFileSync(path.join(root, 'node_modules', name, 'README.md'), 'utf8');
      for (const word of text.match(/\b[A-Za-z][a-z]+\b/g) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
    } catch {
      // No read-me.
    }
  }
  const words = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 20_000);
  const sums = new Float64Array(words.length);
  let sum = 0;
  words.forEach(([, count], i) => {
    sum += count;
    sums[i] = sum;
  });
  return random => {
    const at = random.uniform() * sum;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return words[low]![0];
  };
}

/** A text of sentences, some paragraphs. */
function prose(word: (random: Random) => string, random: Random, words: number): string {
  let text = '';
  for (let i = 0; i < words; ) {
    const length = 6 + random.below(16);
    const sentence = Array.from({ length }, () => word(random)).join(' ');
    text += `${sentence[0]!.toUpperCase()}${sentence.slice(1)}.${random.uniform() < 0.15 ? '\n\n' : ' '}`;
    i += length;
  }
  return text;
}

/** Writes JSONL of about `bytes` bytes: a tenth near-duplicates, a tenth with shared passages, some exact copies and HTML. */
async function writeCorpus(file: string, bytes: number, word: (random: Random) => string): Promise<number> {
  const random = createRandom(1);
  const stream = createWriteStream(file);
  const passages = Array.from({ length: 200 }, () => prose(word, random, 80));
  const recent: string[] = [];
  let written = 0;
  let documents = 0;
  while (written < bytes) {
    const kind = random.uniform();
    const earlier = recent[random.below(Math.max(1, recent.length))];
    let text = prose(word, random, 100 + random.below(600));
    if (earlier !== undefined && kind < 0.1) text = earlier.replace(/\b\w+\b/, word(random));
    else if (earlier !== undefined && kind < 0.13) text = earlier;
    else if (kind < 0.23) text += passages[random.below(passages.length)];
    else if (kind < 0.28) text = `<html><body><p>${text}</p></body></html>`;
    if (recent.length < 2000) recent.push(text);
    else recent[random.below(2000)] = text;
    const line = `${JSON.stringify({ id: String(documents++), url: `https://site${documents % 100}.example/`, text })}\n`;
    written += Buffer.byteLength(line);
    if (!stream.write(line)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
  return documents;
}

/** Seconds of processor time since `start`, over all threads: what a loaded machine does not change. */
function cpuSeconds(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** Megabytes a second of MinHash signatures on one core. */
function minhashSpeed(word: (random: Random) => string): number {
  const random = createRandom(2);
  const texts = Array.from({ length: 3000 }, () => prose(word, random, 400));
  const hasher = createMinHasher(finewebNearDuplicates);
  const words = createUint32List();
  const grams = createUint32List();
  const signature = new Int32Array(finewebNearDuplicates.bands * finewebNearDuplicates.rows);
  let best = 0;
  for (let round = 0; round < 3; round++) {
    const start = process.cpuUsage();
    let bytes = 0;
    for (const text of texts) {
      wordHashes(text, words);
      shingles(words, finewebNearDuplicates.ngram, grams);
      hasher.signature(grams, signature);
      bytes += text.length;
    }
    best = Math.max(best, bytes / 1e6 / cpuSeconds(start));
  }
  return best;
}

/** Most memory this process has held, in MB. */
const peakMemory = (): number => process.resourceUsage().maxRSS / 1024;

export async function bench(root: string, workerScript: string, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { sizes: { type: 'string', default: '0.1,0.3,1' }, workers: { type: 'string', default: '2' } },
  });
  const word = wordSource(root);
  console.log(`MinHash (FineWeb's 112 hashes): ${minhashSpeed(word).toFixed(0)} MB/s on one core`);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'scalebook-bench-'));
  try {
    await mkdir(path.join(folder, 'eval'));
    await writeFile(
      path.join(folder, 'eval/test.jsonl'),
      `${JSON.stringify({ text: prose(word, createRandom(9), 300) })}\n`,
    );
    for (const size of values.sizes.split(',').map(Number)) {
      const file = path.join(folder, 'corpus.jsonl');
      const documents = await writeCorpus(file, size * 1e9, word);
      const bytes = (await stat(file)).size;
      const plan = await planPipeline({
        root: folder,
        inputs: ['corpus.jsonl'],
        stages: [
          { name: 'strip_html', params: {} },
          { name: 'repair', params: {} },
          { name: 'filter_harmful', params: { words: ['unwanted'], urls: ['site99.example'] } },
          { name: 'filter_quality', params: { rules: 'gopher' } },
          { name: 'filter_repetition', params: { rules: 'gopher' } },
          { name: 'dedup', params: { method: 'exact' } },
          { name: 'dedup', params: { method: 'minhash', preset: 'fineweb' } },
          { name: 'dedup_exact', params: { minTokens: 50 } },
          { name: 'decontaminate', params: { method: 'gpt3' }, evaluation: ['eval'] },
        ],
      });
      const output = path.join(folder, 'out');
      const start = process.cpuUsage();
      const { report, cost } = await runPlan(plan, { workerScript, workers: Number(values.workers), output });
      const seconds = cost.elapsed / 1000;
      const cpu = cpuSeconds(start);
      console.log(
        `${(bytes / 1e9).toFixed(2)} GB, ${documents} documents: ${seconds.toFixed(1)} s, ${(bytes / 1e6 / seconds).toFixed(1)} MB/s, ` +
          `${(seconds / (bytes / 1e9)).toFixed(0)} s/GB; processor ${cpu.toFixed(1)} s, ${(cpu / (bytes / 1e9)).toFixed(0)} s/GB; peak memory so far ${peakMemory().toFixed(0)} MB; ` +
          `left ${report.left.documents} documents, ${report.left.tokens} tokens`,
      );
      report.stages.forEach((stage, at) => {
        const { input, output: left } = stage.counts;
        console.log(
          `  ${stage.name.padEnd(18)} ${input.documents} → ${left.documents} documents, ${(cost.times[at]! / 1000).toFixed(1)} s of work`,
        );
      });
      await rm(output, { recursive: true });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
