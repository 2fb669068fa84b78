import fc from 'fast-check';
import type { Cell, EditorCell } from '../../../../src/notebook/format';

/** Pieces of lines that a reader of the format has to tell apart. */
const piece = fc.constantFrom(
  '```',
  '````',
  '``',
  '~~~',
  '~~~~',
  ' ```',
  '   ```',
  '    ```',
  'scale',
  'scalefoo',
  'scale {#plan .collapsed}',
  'scale{',
  'csv runs',
  'csv',
  'json mod',
  'tsv x{a="}"}',
  'python',
  '<!-- cell -->',
  '<!--cell-->',
  ' <!-- cell -->',
  '<!--',
  '-->',
  '---',
  'scalebook: 1',
  'a: [',
  '- item',
  'x = 1',
  'text',
  '`',
  ' ',
  '\t',
  '\uFEFF',
  '\u00a0',
  '\u2028',
  '{',
);

const eol = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r');

/** Lines of soup with mixed endings. */
export const soup = (maxLength = 40): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof({ weight: 5, arbitrary: piece }, { weight: 4, arbitrary: eol }, { weight: 1, arbitrary: fc.string() }),
      { maxLength },
    )
    .map(parts => parts.join(''));

/** Whole lines of soup: many fences, opened, nested and closed. */
export const fenceSoup: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 4, arbitrary: piece }),
      fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: piece }),
      fc.oneof({ weight: 9, arbitrary: fc.constant('\n') }, { weight: 1, arbitrary: eol }),
    ),
    { maxLength: 40 },
  )
  .map(lines => lines.map(parts => parts.join('')).join(''));

export const anyFile: fc.Arbitrary<string> = fc.oneof(
  soup(),
  fenceSoup,
  fc.string({ unit: 'binary' }),
  fc
    .tuple(fc.constantFrom('', '\uFEFF', '---\nscalebook: 1\n---\n', '---\r\na: b\r\n---\r\n', '---\n---'), fenceSoup)
    .map(([a, b]) => a + b),
);

const metadata: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  fc.constant({}),
  fc.record(
    {
      scalebook: fc.oneof(
        fc.anything(),
        fc.record(
          {
            name: fc.oneof(fc.constantFrom('runs', 'r', '', '2x', 'true'), soup(4)),
            format: fc.constantFrom('csv', 'json', 'nope'),
            attributes: fc.oneof(fc.constantFrom('{#a}', 'x {.b', '{t="`"}'), soup(4)),
            before: fc.oneof(fc.constantFrom('', '\n', '\n<!-- cell -->\n\n', '<!-- cell -->'), soup(4)),
            body: fc.oneof(
              fenceSoup,
              fc.constantFrom('```scale\nx = 1\n```\n', '~~~csv r\r\n1\r\n~~~\r\n', 'text\n', ''),
            ),
          },
          { requiredKeys: [] },
        ),
      ),
    },
    { requiredKeys: [] },
  ),
);

export const editorCell: fc.Arbitrary<EditorCell> = fc.record({
  kind: fc.constantFrom('markdown' as const, 'code' as const),
  language: fc.constantFrom('scale', 'scale', 'csv', 'json', 'tsv', 'python', 'plaintext', 'markdown'),
  text: fc.oneof(soup(12), fenceSoup, fc.constantFrom('', ' ', '\n\n', '---', '---\na: 1\n---', 'x = 1', 'text')),
  metadata,
});

export const documentMetadata: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  fc.constant({}),
  fc.record({
    scalebook: fc.record(
      {
        frontMatter: fc.oneof(
          fc.constantFrom('---\nscalebook: 1\n---\n', '---\na: [\n---\n', '---\n---', '\uFEFF', 'x'),
          soup(5),
        ),
        lead: fc.oneof(fc.constantFrom('', '\n', '<!-- cell -->\n'), soup(3)),
        tail: fc.oneof(fc.constantFrom('', '\n', '\n<!-- cell -->', '  '), soup(3)),
        eol: fc.constantFrom('\n', '\r\n', '\r', 'x'),
        finalNewline: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  }),
);

/** What a cell is, without where it stands. */
export const essence = (cell: Cell): unknown => {
  const { source: _, line: __, ...rest } = cell;
  return rest;
};
