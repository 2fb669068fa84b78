import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { StageCounts, Totals } from '../../../science/corpus/pipeline/counts';
import { createPassRunner } from '../../../science/corpus/pipeline/pass';
import { passesOf } from '../../../science/corpus/pipeline/passes';
import { noReadCounts, type ReadCounts } from '../../../science/corpus/pipeline/report';
import type { Stage, State } from '../../../science/corpus/stage';
import type { Tokenizer } from '../../../science/corpus/tokens/tokenizer';
import { readUnit } from '../input/read';
import type { Fields } from '../input/records';
import { type JsonRecord, withText } from '../input/records';
import type { WorkUnit } from '../input/units';
import { partialName } from '../store/directory';

/** What every unit needs: made once per worker. */
export interface Engine {
  readonly root: string;
  readonly fields: Fields;
  readonly stages: readonly Stage[];
  readonly tokenizer: Tokenizer | undefined;
}

/** State of a corpus stage, as far as one unit needs it. */
export interface UnitState {
  readonly at: number;
  readonly shared: Uint8Array;
  readonly unit: Uint8Array;
}

/** One pass over one unit. */
export interface UnitJob {
  readonly pass: number;
  readonly unit: number;
  readonly source: WorkUnit;
  readonly ledger: Uint8Array | null;
  readonly states: readonly UnitState[];
  /** File that receives the documents that stay, in the last pass; gzip by its name. */
  readonly output: string | null;
}

export interface UnitDone {
  readonly ledger: Uint8Array;
  readonly sections: readonly Uint8Array[];
  readonly counts: readonly StageCounts[];
  readonly read: ReadCounts;
  readonly time: readonly number[];
  readonly left: Totals;
  /** Milliseconds that the whole of it took. */
  readonly elapsed: number;
}

/** A JSONL file under way: renamed into place when it is whole. */
async function createOutput(file: string) {
  await mkdir(path.dirname(file), { recursive: true });
  const partial = partialName(file);
  const target = createWriteStream(partial);
  const gzip = file.endsWith('.gz') ? createGzip({ level: 4 }) : undefined;
  gzip?.pipe(target);
  const head: Writable = gzip ?? target;
  const done = finished(target);
  // Handled where it is awaited; a failure before must not end the process.
  done.catch(() => {});
  let pending: string[] = [];
  let size = 0;
  const flush = async () => {
    const text = pending.join('');
    pending = [];
    size = 0;
    if (!head.write(text)) await Promise.race([new Promise(resolve => head.once('drain', resolve)), done]);
  };
  return {
    add: (record: JsonRecord) => {
      const line = `${JSON.stringify(record)}\n`;
      pending.push(line);
      size += line.length;
    },
    /** Waits where much is pending. */
    settle: async () => {
      if (size > 1 << 20) await flush();
    },
    close: async () => {
      await flush();
      head.end();
      await done;
      await rename(partial, file);
    },
    abandon: async () => {
      head.destroy();
      target.destroy();
      await rm(partial, { force: true });
    },
  };
}

/** Runs one pass over one unit. The same job always gives the same result, whoever runs it. */
export async function runUnit(engine: Engine, job: UnitJob): Promise<UnitDone> {
  const start = performance.now();
  const pass = passesOf(engine.stages)[job.pass]!;
  const states = new Map<number, State>(
    job.states.map(({ at, shared, unit }) => [at, { shared, units: new Map([[job.unit, unit]]) }]),
  );
  const output = job.output === null ? undefined : await createOutput(job.output);
  let current: JsonRecord = {};
  const runner = createPassRunner(
    engine.stages,
    pass,
    { unit: job.unit, states, ...(job.ledger ? { ledger: job.ledger } : {}) },
    {
      tokenizer: engine.tokenizer,
      clock: () => performance.now(),
      emit: output && (({ text }) => output.add(withText(current, engine.fields.text, text))),
    },
  );
  const read = noReadCounts();
  try {
    for await (const { document, record } of readUnit(engine.root, job.source, engine.fields, read)) {
      current = record;
      runner.add(document);
      await output?.settle();
    }
    const result = runner.finish();
    await output?.close();
    return { ...result, read, elapsed: performance.now() - start };
  } catch (error) {
    await output?.abandon();
    throw error;
  }
}
