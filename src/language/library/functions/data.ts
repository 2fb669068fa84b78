import { readData } from '../../data/read';
import type { Value } from '../../values/value';
import { isList } from '../../values/value';
import { type FunctionEntry, signature } from '../entry';
import { text } from '../parameters';

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), b => b.toString(16).padStart(2, '0')).join('');

export const dataFunctions: readonly FunctionEntry[] = [
  {
    name: 'load',
    group: 'data',
    summary: 'Reads a data file as a table: CSV, TSV, JSON, JSON Lines or Parquet.',
    details:
      'The path is relative to the notebook’s folder (or the workspace folder) and must stay below it. Numbers become numbers, empty cells `none`.',
    signatures: [
      signature({ path: text('Where the file is, as "runs/log.csv".') }, 'table', ({ path }, context): Value => {
        const { value, digest } = context.await(async () => {
          const bytes = await context.host.readFile(path);
          const sum = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
          return { value: await readData(path, bytes), digest: hex(sum) };
        });
        context.files.set(path, digest);
        if (value !== null && typeof value === 'object' && !isList(value) && value.kind === 'table')
          for (const note of value.notes ?? []) context.note(note);
        return value;
      }),
    ],
    examples: ['load("runs.csv")'],
  },
];
