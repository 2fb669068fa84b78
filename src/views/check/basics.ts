import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import type { NumberStyle } from '../chart';

/** Above these sizes a payload is refused: it would stall the page. */
export const LIMITS = {
  text: 20_000,
  document: 4_000_000,
  items: 2_000,
  points: 200_000,
  rows: 1_000,
  columns: 500,
  series: 400,
} as const;

export const text = v.pipe(
  v.string(),
  v.maxLength(LIMITS.text, () => l10n.t('a text is longer than {0} characters', LIMITS.text)),
);
/** A whole document: scripts and exports are copied from the page. */
export const longText = v.pipe(
  v.string(),
  v.maxLength(LIMITS.document, () => l10n.t('a text is longer than {0} characters', LIMITS.document)),
);
export const bool = v.boolean();
export const finite = v.pipe(v.number(), v.finite());
/** A figure that may be missing. What JSON has no word for arrives as `null`. */
export const figure = v.nullable(v.number());

export const listOf = <S extends v.GenericSchema>(item: S, most: number = LIMITS.items) =>
  v.pipe(
    v.array(item),
    v.maxLength(most, () => l10n.t('a list has more than {0} items', most)),
  );

/** A long list of numbers, checked in one pass. */
export const numbers = v.custom<number[]>(
  input => isShort(input) && input.every(x => typeof x === 'number'),
  () => l10n.t('a list of numbers'),
);
export const figures = v.custom<(number | null)[]>(
  input => isShort(input) && input.every(x => x === null || typeof x === 'number'),
  () => l10n.t('a list of numbers'),
);
export const data = v.custom<(number | string | null)[]>(
  input =>
    isShort(input) &&
    input.every(x => x === null || typeof x === 'number' || (typeof x === 'string' && x.length <= LIMITS.text)),
  () => l10n.t('a list of numbers or texts'),
);

const isShort = (input: unknown): input is unknown[] => Array.isArray(input) && input.length <= LIMITS.points;

const STYLES: readonly NumberStyle[] = [
  'plain',
  'percent',
  'loss',
  'params',
  'tokens',
  'flop',
  'usd',
  'duration',
  'bytes',
  'energy',
  'co2',
  'count',
  'scientific',
];
export const style = v.picklist(STYLES);

export const slot = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));

/** A sentence that belongs to an answer. */
export const note = v.object({ tone: v.picklist(['info', 'warning', 'error', 'good']), text });
export const notes = v.optional(listOf(note, 100));
