import { describe, expect, it } from 'vitest';
import { type EditorCell, fromCells, parse, serialize, toCells } from '../../../../src/notebook/format';

const code = (text: string, language = 'scale', scalebook?: object): EditorCell => ({
  kind: 'code',
  language,
  text,
  ...(scalebook ? { metadata: { scalebook } } : {}),
});
const prose = (text: string): EditorCell => ({ kind: 'markdown', language: 'markdown', text });

const written = (...cells: EditorCell[]): string => serialize(fromCells(cells));

describe('cells without a past', () => {
  it('are written in the canonical way', () => {
    expect(
      written(prose('# A'), prose('b'), code('x = 1'), code('{"a": 1}', 'json', { name: 'config' }), prose('')),
    ).toBe(
      [
        '# A',
        '',
        '<!-- cell -->',
        '',
        'b',
        '',
        '```scale',
        'x = 1',
        '```',
        '',
        '```json config',
        '{"a": 1}',
        '```',
        '',
        '<!-- cell -->',
        '',
        '<!-- cell -->',
        '',
      ].join('\n'),
    );
  });

  it('get a longer fence around a fence', () => {
    expect(written(code('# ```\nx'))).toBe('```scale\n# ```\nx\n```\n');
    expect(written(code('```\nx\n ````'))).toBe('`````scale\n```\nx\n ````\n`````\n');
  });

  it('keep Markdown that would be read as cells in one cell that looks the same', () => {
    expect(written(prose('Try:\n```scale\nx = 1\n\n  y\n```\nand\n<!-- cell -->\nend'))).toBe(
      'Try:\n ```scale\n x = 1\n\n   y\n ```\nand\n <!-- cell -->\nend\n',
    );
    expect(written(prose('```python\nx'), code('y'))).toBe('```python\nx\n```\n\n```scale\ny\n```\n');
    expect(written(prose('<!-- later'), code('y'))).toBe('<!-- later\n-->\n\n```scale\ny\n```\n');
    expect(written(prose('---\na: 1\n---'))).toBe('\n---\na: 1\n---\n');
  });

  it('get a name if they are data without one', () => {
    const doc = fromCells([
      code('a', 'csv'),
      code('data2 = 1'),
      code('b', 'tsv', { name: '1' }),
      code('c', 'csv', { name: 'data1' }),
    ]);
    expect(doc.cells.map(cell => (cell.kind === 'data' ? cell.name : ''))).toEqual(['data3', '', 'data4', 'data1']);
  });

  it('are shown as Markdown if they are in another language', () => {
    expect(written(code('print(1)', 'python'))).toBe('```python\nprint(1)\n```\n');
  });
});

describe('cells that were read', () => {
  const file = [
    '\uFEFF---\r\nscalebook: 1\r\n---\r\n# A\r\n\r\n\r\n\r\n~~~~  scale   {#p  .x}\r\nx = 1\r\n   ~~~~~\r\n```csv runs   {.wide}\r\nN\n1\r\n```\r\nend',
  ].join('');

  it('carry only what the text does not say', () => {
    const { cells, metadata } = toCells(parse(file));
    expect(metadata).toEqual({
      scalebook: { frontMatter: '\uFEFF---\r\nscalebook: 1\r\n---\r\n', lead: '', eol: '\r\n', finalNewline: false },
    });
    expect(cells.map(cell => [cell.kind, cell.language, cell.text])).toEqual([
      ['markdown', 'markdown', '# A'],
      ['code', 'scale', 'x = 1'],
      ['code', 'csv', 'N\n1'],
      ['markdown', 'markdown', 'end'],
    ]);
    expect(toCells(parse('# A\n\n```scale\nx\n```\n\n<!-- cell -->\n\nb\n')).cells.map(cell => cell.metadata)).toEqual([
      {},
      {},
      { scalebook: { before: '\n<!-- cell -->\n\n' } },
    ]);
  });

  it('keep their fence and their endings when their text changes', () => {
    const { cells, metadata } = toCells(parse(file));
    const edited = cells.map((cell, i) => (i === 1 ? { ...cell, text: 'x = 2\r\ny = 3' } : cell));
    expect(serialize(fromCells(edited, metadata))).toBe(file.replace('x = 1', 'x = 2\r\ny = 3'));
  });

  it('may change their name, attributes, language and place', () => {
    const { cells, metadata } = toCells(parse(file));
    const [a, b, c, d] = cells as [EditorCell, EditorCell, EditorCell, EditorCell];
    const renamed: EditorCell = {
      ...c,
      language: 'tsv',
      metadata: { scalebook: { ...(c.metadata?.scalebook as object), name: 'rows', attributes: '' } },
    };
    expect(serialize(fromCells([d, renamed, a, b], metadata))).toBe(
      '\uFEFF---\r\nscalebook: 1\r\n---\r\nend\r\n```tsv rows\r\nN\r\n1\r\n```\r\n\r\n# A\r\n\r\n\r\n\r\n~~~~  scale   {#p  .x}\r\nx = 1\r\n   ~~~~~',
    );
  });

  it('are told by their text when metadata is of another time', () => {
    const stale = { scalebook: { body: '```scale\nold\n```\n', before: 'not blank', name: 7 } };
    expect(
      serialize(
        fromCells(
          [
            { ...code('new'), metadata: stale },
            { ...prose('text'), metadata: stale },
          ],
          { scalebook: 'x' },
        ),
      ),
    ).toBe('```scale\nnew\n```\n\ntext\n');
  });

  it('keep front matter that an edit has broken as text', () => {
    expect(serialize(fromCells([code('x')], { scalebook: { frontMatter: '---\na: [\n---\n' } }))).toBe(
      '---\na: [\n---\n\n```scale\nx\n```\n',
    );
  });
});
