import { findings } from '../../../science/facts/phenomena/findings';
import { table } from '../../values/make';
import type { Table } from '../../values/value';
import { sourceText } from './sourcing';

/** What the papers say in words on the phenomena of scale, a sentence a row. */
export function findingsTable(): Table {
  const rows = Object.entries(findings).flatMap(([subject, all]) => all.map(statement => ({ subject, ...statement })));
  return table(
    {
      subject: rows.map(r => r.subject),
      finding: rows.map(r => r.text),
      source: rows.map(r => sourceText(r.citation)),
    },
    { title: 'data.findings', source: 'what papers report, in our words (see the source column)' },
  );
}
