import { knnlmTables, type PublishedTable } from '../../../science/facts/knnlm';
import { compact, table } from '../../values/make';
import type { List, Table } from '../../values/value';
import { fieldName } from './field-name';
import { sourceText } from './sourcing';

/** "Table 3" is `knnlm_table3`, "Fig 4" is `knnlm_fig4`. */
const nameOf = ({ name, citation }: PublishedTable) =>
  `knnlm_${name ?? citation.locator.toLowerCase().replace(/\W/g, '')}`;

const shown = (name: string, { columns, rows, citation, title }: PublishedTable): Table =>
  table(
    new Map(columns.map((column, i): [string, List] => [fieldName(column), compact(rows.map(row => row[i] ?? null))])),
    { title: `data.${name}`, source: `${title}: ${sourceText(citation)}` },
  );

/** Results of kNN-LM as published, by the names of `data`. */
export const knnlmPublished: ReadonlyMap<string, PublishedTable> = new Map(knnlmTables.map(t => [nameOf(t), t]));

export const knnlmDataTables: Readonly<Record<string, () => Table>> = Object.fromEntries(
  [...knnlmPublished].map(([name, published]) => [name, () => shown(name, published)]),
);
