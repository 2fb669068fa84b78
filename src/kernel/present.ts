import type { Diagnostic } from '../language/diagnostic';
import { displayText } from '../language/display';
import type { StatementResult } from '../language/evaluate/run';
import { isList, type Value, type View } from '../language/values/value';
import { mimeOf } from '../views/view';
import type { Output, OutputItem } from './protocol';

export const isView = (value: Value): value is View =>
  value !== null && typeof value === 'object' && !isList(value) && value.kind === 'view';

/** The views in a value: itself, or the items of a list of views. */
export function viewsOf(value: Value): { mime: string; data: unknown }[] {
  if (isView(value)) return [{ mime: mimeOf(value.view), data: value.payload }];
  if (isList(value) && !(value instanceof Float64Array))
    return value.filter(isView).map(v => ({ mime: mimeOf(v.view), data: v.payload }));
  return [];
}

/** What the statements of a cell show, in their order. */
export function presentResults(results: readonly StatementResult[]): readonly Output[] {
  return results
    .filter(r => !r.hidden)
    .map(
      (r, i): Output => ({
        id: String(i),
        items: [plainItem([r.name, displayText(r.value)].filter(Boolean).join(' = '))],
      }),
    );
}

const plainItem = (text: string): OutputItem => ({ mime: 'text/plain', data: text });

export function presentError({ message }: Diagnostic): Output {
  return { id: 'error', items: [plainItem(message)] };
}
