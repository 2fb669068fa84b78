import { describe, expect, it } from 'vitest';
import { check } from '../../../src/language/check/check';
import { builtinNames, isBuiltin } from '../../../src/language/names';
import { isReserved, reservedNames } from '../../../src/language/reserved';
import { complete } from '../../../src/language/services/completion';
import { hover } from '../../../src/language/services/hover';
import { signatureHelp } from '../../../src/language/services/signature-help';
import { nearest } from '../../../src/language/suggest';
import { parse } from '../../../src/language/syntax/parser';
import { analyse } from '../../../src/notebook/analysis';
import { parse as parseNotebook } from '../../../src/notebook/format';
import { errorCode, evaluate, run } from './evaluate';

const diagnose = (text: string, names: string[] = []) =>
  check(parse(text).program, { names: new Set(names), typeOf: () => undefined }).diagnostics;
const brief = (text: string, names: string[] = []) => diagnose(text, names).map(d => `${d.severity} ${d.code}`);

const notebook = (...cells: string[]) =>
  analyse(
    parseNotebook(cells.map(text => `\`\`\`scale\n${text}\n\`\`\`\n`).join('\n')).cells.map((cell, i) => ({
      id: String(i),
      cell,
    })),
  );

describe('names of the language', () => {
  it('are all in the library', () => {
    for (const name of reservedNames()) expect(isBuiltin(name), name).toBe(true);
  });

  it.each(['sqrt', 'loss', 'fit', 'laws', 'data', 'tokens', 'hour', 'load'])('%s cannot be defined', async name => {
    expect(brief(`${name} = 3`)).toEqual(['error reserved']);
    expect(await errorCode(`${name} = 3`)).toBe('reserved');
  });

  it('cannot name a data cell', () => {
    const { cells } = parseNotebook('```csv data\na\n1\n```\n');
    const { diagnostics } = analyse(cells.map((cell, i) => ({ id: String(i), cell })));
    expect(diagnostics.get('0')?.map(d => d.code)).toEqual(['reserved']);
  });
});

describe('other names of the library', () => {
  const others = builtinNames().filter(name => !isReserved(name));

  it('are what a note is likely to want', () => {
    for (const name of ['memory', 'error', 'ladder', 'track', 'surface', 'frontier', 'text', 'gamma', 'e'])
      expect(others).toContain(name);
  });

  it.each(others)('%s may be defined, with a remark, and is the notebook’s from then on', async name => {
    expect(brief(`${name} = 3\n${name} + 1`)).toEqual(['info hides-built-in']);
    expect(await evaluate(`${name} = 3\n${name} + 1`)).toBe(4);
    expect(await evaluate(`${name}(x) = x + 1\n${name}(3)`)).toBe(4);
    expect(await evaluate(`${name}(x) = x + 1\n3 |> ${name}`)).toBe(4);
  });

  it('are hidden in cells above the definition too', () => {
    const { graph, diagnostics } = notebook('memory + 1', 'memory = 80 GB');
    expect(graph.order).toEqual(['1', '0']);
    expect(graph.needs('0')).toEqual([{ name: 'memory', owner: '1' }]);
    expect([...diagnostics.values()].flat().map(d => d.severity)).toEqual(['info', 'error']);
  });

  it('are not the library’s above their definition in the same cell', async () => {
    expect(brief('x = text(1)\ntext = 3')).toContain('error used-before');
    expect(await errorCode('x = text(1)\ntext = 3')).toBe('used-before');
    expect(await errorCode('x = e\ne = 3')).toBe('used-before');
  });

  it('are the library’s where the notebook defines none of them', async () => {
    expect(brief('text(1)')).toEqual([]);
    expect(await evaluate('text(1)')).toBe('1');
  });

  it('leave editors with the notebook’s meaning', () => {
    const around = { names: ['memory'], infoOf: () => ({ kind: 'number' as const, text: '3', fields: {} }) };
    expect(complete('mem', 3, around).filter(c => c.label === 'memory')).toHaveLength(1);
    expect(complete('mem', 3, around).find(c => c.label === 'memory')?.kind).toBe('variable');
    expect(hover('memory', 2, around)?.markdown).toContain('memory = 3');
    expect(signatureHelp('memory(', 7, around)).toBeUndefined();
    expect(signatureHelp('memory(', 7, { names: [], infoOf: () => undefined })).toBeDefined();
  });
});

describe('parameters', () => {
  it('may have any name but a unit’s', async () => {
    expect(brief('f(loss) = loss * 2\nmap([1], params_ => params_)')).toEqual([]);
    expect(await evaluate('map([1, 2], loss => loss * 2)')).toEqual([2, 4]);
    expect(brief('map([1], hour => hour)')).toEqual(['error reserved']);
  });
});

describe('what is wrong with a name', () => {
  it.each([
    ['x = x + 1', 'cycle'],
    ['x = [1] |> map(y => x)', 'cycle'],
    ['x = y\ny = 1', 'used-before'],
  ])('%s', async (text, code) => {
    expect(await errorCode(text)).toBe(code);
  });

  it('is told before running too', () => {
    expect(brief('x = x + 1')).toEqual(['error cycle']);
  });

  it('suggests the nearest names, and none that is far', () => {
    expect(nearest('gopher_', ['gopher_1_4b', 'gopher_44m', 'gopher'])[0]).toBe('gopher');
    expect(diagnose('foo_bar_baz')[0]?.message).not.toContain('exp');
  });

  it.each([
    ['5 s', '`seconds`'],
    ['989 TFLOP/s', '`seconds`'],
    ['1 flop', '`FLOP`'],
    ['70 B', 'directly behind the digits'],
  ])('%s tells of %s', async (text, said) => {
    const messages = [...parse(text).diagnostics, ...diagnose(text)].map(d => d.message).join(' ');
    expect(messages).toContain(said);
  });
});

describe('what other languages write', () => {
  it.each([
    ['1 && 2', '`and`'],
    ['2 ** 3', '`^`'],
    ['!true', '`not`'],
    ['−3', '`-`'],
    ['1 ≤ 2', '`<=`'],
  ])('%s: one sentence', (text, scale) => {
    const { diagnostics } = parse(text);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.message).toContain(scale);
  });

  it('leaves != alone', async () => {
    expect(await evaluate('1 != 2')).toBe(true);
  });
});

describe('a record', () => {
  it('has each name once', () => {
    expect(parse('{a: 1, b: 2, a: 3}').diagnostics.map(d => d.code)).toEqual(['repeated-key']);
  });
});

describe('units that cannot meet', () => {
  it.each([
    ['1 hour == 1 FLOP', 'seconds and FLOP cannot be compared'],
    ['1 hour != 1 FLOP', 'seconds and FLOP cannot be compared'],
    ['1 hour < 1 FLOP', 'seconds and FLOP cannot be compared'],
    ['1 hour to FLOP', 'seconds cannot be converted to FLOP'],
    ['5 to FLOP', 'A plain number has no unit to convert to FLOP from'],
  ])('%s: %s, before and while running', async (text, said) => {
    expect(diagnose(text)[0]?.message).toContain(said);
    expect((await run(text)).error?.message).toContain(said);
  });

  it('compare with plain numbers and themselves', async () => {
    expect(await evaluate('1 hour == 60 minutes')).toBe(true);
    expect(await evaluate('1 hour == 3600')).toBe(true);
    expect(await evaluate('[1 hour, 2 hour] == 1 hour')).toEqual([true, false]);
  });
});
