import { describe, expect, it } from 'vitest';
import { type Cell, parse, positionInFile, readAttributes, serialize } from '../../../../src/notebook/format';

const EXAMPLE = [
  '---',
  'scalebook: 1',
  "title: What would Gopher's compute buy today?",
  'lab: { room: 12 }',
  '---',
  '',
  "# Gopher's budget",
  '',
  'Prose, with $\\LaTeX$ maths.',
  '',
  '```scale',
  'C = 5.76e23 FLOP',
  'optimal(laws.epoch, C)',
  '```',
  '',
  '<!-- cell -->',
  '',
  'A second Markdown cell.',
  '',
  '```csv runs',
  'N,D,loss',
  '1e8,2e9,3.31',
  '```',
  '',
].join('\n');

const brief = (cell: Cell): string =>
  cell.kind === 'data' ? `${cell.format} ${cell.name}: ${cell.text}` : `${cell.kind}: ${cell.text}`;

const cellsOf = (...lines: string[]): string[] => parse(lines.join('\n')).cells.map(brief);

const codesOf = (...lines: string[]): string[] =>
  parse(lines.join('\n')).warnings.map(w => `${w.severity} ${w.code} ${w.line}:${w.column}`);

describe('the example of the format', () => {
  const doc = parse(EXAMPLE);

  it('has its four cells, each with its line', () => {
    expect(doc.cells.map(brief)).toEqual([
      "markdown: # Gopher's budget\n\nProse, with $\\LaTeX$ maths.",
      'scale: C = 5.76e23 FLOP\noptimal(laws.epoch, C)',
      'markdown: A second Markdown cell.',
      'csv runs: N,D,loss\n1e8,2e9,3.31',
    ]);
    expect(doc.cells.map(cell => cell.line)).toEqual([7, 12, 18, 21]);
    expect(doc.warnings).toEqual([]);
  });

  it('has front matter with known and unknown keys', () => {
    expect(doc.frontMatter.values).toEqual({
      scalebook: 1,
      title: "What would Gopher's compute buy today?",
      lab: { room: 12 },
    });
  });

  it('tells where in the file an offset of a cell is', () => {
    const [, code] = doc.cells;
    expect(code && positionInFile(code, 0)).toEqual({ line: 12, column: 1 });
    expect(code && positionInFile(code, code.text.indexOf('laws'))).toEqual({ line: 13, column: 9 });
  });

  it.each(['\r\n', '\r'])('is the same with %j', eol => {
    const text = EXAMPLE.replaceAll('\n', eol);
    expect(parse(text).cells.map(brief)).toEqual(doc.cells.map(brief));
    expect(parse(text).frontMatter.values).toEqual(doc.frontMatter.values);
    expect(parse(text).eol).toBe(eol);
    expect(serialize(parse(text))).toBe(text);
  });

  it('changes one line of the file for one line of a cell', () => {
    const cells = doc.cells.with(1, { ...doc.cells[1], text: 'C = 6e23 FLOP\noptimal(laws.epoch, C)' } as Cell);
    expect(serialize({ ...doc, cells })).toBe(EXAMPLE.replace('5.76e23', '6e23'));
  });
});

describe('what is a cell', () => {
  it('takes the word scale and no longer one', () => {
    expect(cellsOf('```scalefoo', 'x', '```')).toEqual(['markdown: ```scalefoo\nx\n```']);
    expect(cellsOf('```scale foo', 'x', '```')).toEqual(['scale: x']);
    expect(cellsOf('```  scale{#a}', 'x', '```')).toEqual(['scale: x']);
    expect(cellsOf('```Scale', 'x', '```')).toEqual(['markdown: ```Scale\nx\n```']);
  });

  it('takes fences of tildes, and closes a fence only with its own marks, as many or more', () => {
    expect(cellsOf('~~~scale', '```', '~~~')).toEqual(['scale: ```']);
    expect(cellsOf('````scale', '```', '~~~~', '`````')).toEqual(['scale: ```\n~~~~']);
    expect(cellsOf('```scale', '    ```', '   ```  ')).toEqual(['scale:     ```']);
  });

  it('takes no indented fence, nor one in another fence, nor one in a comment', () => {
    for (const text of [
      '- item\n\n  ```scale\n  x\n  ```',
      '````markdown\n```scale\nx\n```\n````',
      '<!--\n```scale\nx\n```\n-->',
      '```` not a fence: `\nscale',
    ]) {
      expect(cellsOf(text)).toEqual([`markdown: ${text}`]);
    }
  });

  it('keeps other fences in their Markdown cell', () => {
    expect(cellsOf('a', '```python', 'x', '', '```', '', 'b')).toEqual(['markdown: a\n```python\nx\n\n```\n\nb']);
  });

  it('wants a name for data', () => {
    expect(cellsOf('```csv', 'a', '```')).toEqual(['markdown: ```csv\na\n```']);
    expect(codesOf('', '```csv', 'a', '```')).toEqual(['info data-name 2:1']);
    expect(codesOf('```csv 2x', 'a', '```')).toEqual(['warning data-name 1:1']);
    expect(codesOf('```json true', 'a', '```')).toEqual(['warning data-name 1:1']);
    expect(cellsOf('```json größe{.x}', '1', '```')).toEqual(['json größe: 1']);
  });

  it('keeps empty cells', () => {
    expect(cellsOf('```scale', '```', '```scale', '', '```', '```scale', '', '', '```')).toEqual([
      'scale: ',
      'scale: ',
      'scale: \n',
    ]);
    expect(cellsOf('a', '<!-- cell -->', '', '<!-- cell -->', 'b')).toEqual([
      'markdown: a',
      'markdown: ',
      'markdown: b',
    ]);
    expect(cellsOf('', '  ', '')).toEqual([]);
    expect(cellsOf('')).toEqual([]);
  });
});

describe('separators', () => {
  it('stand alone on a line, at column 0, outside fences and comments', () => {
    expect(cellsOf('a', '<!-- cell -->', 'b')).toEqual(['markdown: a', 'markdown: b']);
    expect(cellsOf('a', '<!--cell-->  ', 'b')).toEqual(['markdown: a', 'markdown: b']);
    for (const text of [
      'a <!-- cell -->\nb',
      'a\n <!-- cell -->\nb',
      '```\n<!-- cell -->\n```',
      '<!-- a\n<!-- cell -->',
    ]) {
      expect(cellsOf(text)).toEqual([`markdown: ${text}`]);
    }
  });

  it('make no cell at the side of a code cell or at the ends of the file', () => {
    expect(cellsOf('<!-- cell -->', 'a', '<!-- cell -->', '```scale', 'x', '```', '<!-- cell -->')).toEqual([
      'markdown: a',
      'scale: x',
    ]);
  });
});

describe('what cannot be understood', () => {
  it('stays as Markdown when a block is not closed', () => {
    expect(cellsOf('a', '', '```scale', 'x', '', '```scale')).toEqual(['markdown: a\n\n```scale\nx\n\n```scale']);
    expect(codesOf('a', '', '```scale', 'x')).toEqual(['warning fence-unclosed 3:1']);
    expect(codesOf('<!-- todo', 'x')).toEqual(['warning comment-unclosed 1:1']);
  });

  it('stays as Markdown when front matter is broken', () => {
    expect(cellsOf('---', 'a: [', '---', '```scale', 'x', '```')).toEqual(['markdown: ---\na: [\n---', 'scale: x']);
    expect(codesOf('---', 'a: b: c', '---')).toEqual(['warning front-matter 2:4']);
    expect(codesOf('---', '- a', '---')).toEqual(['warning front-matter 2:1']);
    expect(codesOf('---', 'a: b')).toEqual(['warning front-matter 1:1']);
    expect(codesOf('---', `a: ${'['.repeat(50_000)}`, '---')[0]).toMatch(/^warning front-matter 2:/);
    expect(cellsOf('\uFEFF---', 'a: 1', '---')).toEqual([]);
  });

  it('warns of attributes without an end, of newer versions, and of bytes that are no text', () => {
    expect(codesOf('```scale {#a', 'x', '```')).toEqual(['warning attributes-unclosed 1:1']);
    expect(codesOf('---', 'title: x', 'scalebook: 2', '---')).toEqual(['warning version 3:1']);
    expect(codesOf('a', 'bc\udcff')).toEqual(['warning encoding 2:3']);
  });

  it('does not reach the prototype through front matter', () => {
    const { values } = parse('---\n__proto__: { polluted: 1 }\n---\n').frontMatter;
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(values.polluted).toBeUndefined();
  });
});

describe('attributes', () => {
  it('are read and kept as they are', () => {
    const text = '```scale  {#plan .collapsed   .x-1 width="1 } 2" n=3 ?}\nx\n```';
    const [cell] = parse(text).cells;
    const rest = cell?.kind === 'scale' ? cell.rest : '';
    expect(rest).toBe('{#plan .collapsed   .x-1 width="1 } 2" n=3 ?}');
    const read = readAttributes(rest);
    expect(read).toEqual({
      id: 'plan',
      classes: ['collapsed', 'x-1'],
      values: new Map([
        ['width', '1 } 2'],
        ['n', '3'],
      ]),
      closed: true,
    });
  });
});

describe('a huge file', () => {
  it.each([
    ['cells', '# Title\n\n```scale\nx = 1\n```\n\n'],
    ['blank lines', '\n'],
    ['open fences', '```a\n'],
    ['growing noise', '`~`<!- ---\n'],
    ['one line', 'x'],
    ['backticks', '`'],
    ['separators', '<!-- cell -->\n'],
    ['lone returns', 'a\r'],
    ['front matter', '---\na: 1\n'],
  ])('of %s takes linear time', (_, unit) => {
    const time = (length: number): number => {
      const text = unit.repeat(Math.ceil(length / unit.length));
      const start = performance.now();
      expect(serialize(parse(text)) === text).toBe(true);
      return performance.now() - start;
    };
    time(1e5);
    expect(time(3e6)).toBeLessThan(10_000);
  });
});
