import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import type { Block } from '../blocks';
import { listOf, notes, text } from '../check/basics';
import { checker } from '../check/check';
import type { ViewKind } from '../view';

/** What went wrong, where, and what to do next. */
export interface ErrorPayload {
  /** One sentence. */
  readonly message: string;
  /** From 1, in the cell. */
  readonly place?: { readonly line: number; readonly column: number };
  /** The line of the cell that is meant. */
  readonly code?: string;
  /** What to do: a sentence. */
  readonly hint?: string;
  /** Names that exist and may have been meant. */
  readonly related?: readonly string[];
}

const position = v.pipe(v.number(), v.integer(), v.minValue(0));

export const error: ViewKind<ErrorPayload> = {
  name: 'error',
  check: checker(
    'error',
    v.object({
      message: text,
      place: v.optional(v.object({ line: position, column: position })),
      code: v.optional(text),
      hint: v.optional(text),
      related: v.optional(listOf(text, 50)),
      notes,
    }),
  ),
  layout: ({ message, place, code, hint, related }) => {
    const where = place ? l10n.t('Line {0}, column {1}', place.line, place.column) : '';
    const at = code === undefined ? where : where === '' ? code : `${where}: ${code.trim()}`;
    const blocks: Block[] = [{ kind: 'note', tone: 'error', text: message }];
    if (at) blocks.push({ kind: 'text', text: at, tone: 'quiet' });
    if (hint) blocks.push({ kind: 'text', text: hint });
    if (related?.length) blocks.push({ kind: 'chips', items: related.map(value => ({ value, meaning: '' })) });
    return blocks;
  },
};
