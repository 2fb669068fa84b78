import { lawFields } from '../../language/evaluate/law-fields';
import { sourceText } from '../../language/library/collections/sourcing';
import { isList, type LawValue, type Namespace, type Note, plain, type Value } from '../../language/values/value';
import type { RecordField, RecordPayload } from '../../views/kinds/record';
import { shown } from './clip';

/** Fields that are sent to a renderer. */
const SHOWN_FIELDS = 200;
const DEEPEST = 4;

/** The payload of a record, law, model or device; `undefined` for other values. */
export function recordLike(
  value: Exclude<Value, string | number | boolean | null>,
  name: string | undefined,
  notes: readonly Note[],
): RecordPayload | undefined {
  if (isList(value)) return undefined;
  const remarks = notes.length > 0 ? { notes } : {};
  switch (value.kind) {
    case 'record': {
      const titles = [name, value.title].filter(t => t !== undefined);
      return {
        ...(titles.length > 0 && { title: titles.join(': ') }),
        fields: fieldsOf(value.fields, value.sources, 0),
        ...more(value.fields),
        ...remarks,
      };
    }
    case 'law':
      return lawPayload(value, name, notes);
    case 'model':
    case 'device':
      return {
        title: value.title,
        subtitle: String(value.fields.get('source') ?? ''),
        compact: true,
        fields: fieldsOf(value.fields, value.sources, 0),
        ...more(value.fields),
        ...remarks,
      };
    default:
      return undefined;
  }
}

function lawPayload({ law, fields }: LawValue, name: string | undefined, notes: readonly Note[]): RecordPayload {
  const constants = Object.entries(law.constants).map(([constant, value]): RecordField => {
    const note = law.constantNotes?.[constant];
    const about = [note?.se === undefined ? '' : `± ${note.se}`, note?.note ?? ''].filter(Boolean).join('; ');
    return {
      ...shown(value),
      name: constant,
      ...(note?.unit && { unit: note.unit }),
      ...(about && { source: about }),
    };
  });
  const said = ['conventions', 'range'].flatMap(key => {
    const field = lawFields(law).get(key);
    return field === undefined ? [] : [fieldOf(key, field, undefined, 1)];
  });
  const fitted = fields ? fieldsOf(fields, undefined, 1) : [];
  return {
    title: name ? `${name}: ${law.title}` : law.title,
    subtitle: [law.form.formula, sourceText(law.citation)].filter(Boolean).join(' · '),
    compact: true,
    fields: [...constants, ...fitted, ...said],
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/** A collection as the list of its members. */
export const namespacePayload = (value: Namespace): RecordPayload => ({
  title: value.name,
  compact: true,
  fields: value
    .names()
    .slice(0, SHOWN_FIELDS)
    .map(name => fieldOf(name, value.member(name) ?? null, undefined, DEEPEST)),
  ...(value.names().length > SHOWN_FIELDS ? { more: value.names().length - SHOWN_FIELDS } : {}),
});

const more = (fields: ReadonlyMap<string, Value>): { more?: number } =>
  fields.size > SHOWN_FIELDS ? { more: fields.size - SHOWN_FIELDS } : {};

const fieldsOf = (
  fields: ReadonlyMap<string, Value>,
  sources: ReadonlyMap<string, string> | undefined,
  depth: number,
): RecordField[] =>
  [...fields].slice(0, SHOWN_FIELDS).map(([name, value]) => fieldOf(name, value, sources?.get(name), depth));

function fieldOf(name: string, given: Value, source: string | undefined, depth: number): RecordField {
  const value = plain(given);
  const origin = source === undefined ? {} : { source };
  if (depth < DEEPEST && value !== null && typeof value === 'object' && !isList(value) && value.kind === 'record') {
    return { name, text: '', fields: fieldsOf(value.fields, value.sources, depth + 1), ...origin };
  }
  return { name, ...shown(value), ...origin };
}
