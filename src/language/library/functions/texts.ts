import { displayText } from '../../display';
import { toArray } from '../../values/make';
import { type FunctionEntry, signature } from '../entry';
import { optional } from '../parameter';
import { anything, list, text } from '../parameters';

/** A question about two texts. */
const test = (
  name: string,
  summary: string,
  f: (whole: string, part: string) => boolean,
  example: string,
): FunctionEntry => ({
  name,
  group: 'lists',
  summary,
  signatures: [
    signature(
      { text: text('The text to look into.'), part: text('What to look for.') },
      'true or false',
      ({ text: whole, part }) => f(whole, part),
    ),
  ],
  examples: [example],
});

const change = (name: string, summary: string, f: (t: string) => string, example: string): FunctionEntry => ({
  name,
  group: 'lists',
  summary,
  signatures: [signature({ text: text('A text.') }, 'text', ({ text: t }) => f(t))],
  examples: [example],
});

export const textFunctions: readonly FunctionEntry[] = [
  test(
    'contains',
    'Whether a text has another in it.',
    (whole, part) => whole.includes(part),
    'contains("olmo_ladder_1b", "ladder")',
  ),
  test(
    'starts_with',
    'Whether a text begins with another.',
    (whole, part) => whole.startsWith(part),
    'starts_with("olmo_ladder_1b", "olmo")',
  ),
  test(
    'ends_with',
    'Whether a text ends with another.',
    (whole, part) => whole.endsWith(part),
    'ends_with("run_10xc", "10xc")',
  ),
  change('lower', 'A text in small letters.', t => t.toLowerCase(), 'lower("MMLU")'),
  change('upper', 'A text in capital letters.', t => t.toUpperCase(), 'upper("mmlu")'),
  {
    name: 'text',
    group: 'lists',
    summary: 'Any value as the notebook writes it.',
    signatures: [signature({ value: anything('Any value.') }, 'text', ({ value }) => displayText(value))],
    examples: ['text(70B params)'],
  },
  {
    name: 'replace_text',
    group: 'lists',
    summary: 'A text with each occurrence of one part replaced by another.',
    signatures: [
      signature(
        { text: text('A text.'), part: text('What to replace.'), by: text('What to put in its place.') },
        'text',
        ({ text: whole, part, by }) => (part === '' ? whole : whole.replaceAll(part, () => by)),
      ),
    ],
    examples: ['replace_text("memo_trap", "_", " ")'],
  },
  {
    name: 'join_text',
    group: 'lists',
    summary: 'The items of a list as one text.',
    signatures: [
      signature(
        { list: list('Texts or other values.'), between: optional(text('What stands between them.'), ', ', '", "') },
        'text',
        ({ list: items, between }) => toArray(items).map(displayText).join(between),
      ),
    ],
    examples: ['join_text(["a", "b"])'],
  },
];
