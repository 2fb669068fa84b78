import type { Law } from '../../science/laws/law';
import { record } from '../values/make';
import type { Value } from '../values/value';

/** What a law says of itself: its constants by name, then formula, conventions, range and source. */
export function lawFields(law: Law): ReadonlyMap<string, Value> {
  const fields = new Map<string, Value>(Object.entries(law.constants));
  fields.set('name', law.name);
  fields.set('title', law.title);
  fields.set('form', law.form.name);
  fields.set('formula', law.form.formula);
  fields.set('constants', record({ ...law.constants }));
  fields.set('conventions', record({ ...law.conventions }));
  fields.set('abilities', [...law.abilities]);
  fields.set('source', `${law.citation.source}, ${law.citation.locator}`);
  if (law.range) {
    fields.set(
      'range',
      record(
        Object.fromEntries(
          Object.entries(law.range).map(([name, [low, high]]) => [name, { kind: 'interval', low, high } as Value]),
        ),
      ),
    );
  }
  return fields;
}
