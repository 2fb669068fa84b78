import { readData } from '../../data/read';
import type { Value } from '../../values/value';
import { isList } from '../../values/value';
import { type FunctionEntry, signature } from '../entry';
import { text } from '../parameters';
import { readNoted } from '../read-file';

export const dataFunctions: readonly FunctionEntry[] = [
  {
    name: 'load',
    group: 'data',
    summary: 'Reads a data file as a table: CSV, TSV, JSON, JSON Lines or Parquet.',
    details:
      'The path is relative to the notebook’s folder (or the workspace folder) and must stay below it. Numbers become numbers, empty cells `none`.',
    signatures: [
      signature({ path: text('Where the file is, as "runs/log.csv".') }, 'table', ({ path }, context): Value => {
        const value = context.await(async () => readData(path, (await readNoted(context, path)).bytes));
        if (value !== null && typeof value === 'object' && !isList(value) && value.kind === 'table')
          for (const note of value.notes ?? []) context.note(note);
        return value;
      }),
    ],
    examples: ['load("runs.csv")'],
  },
];
