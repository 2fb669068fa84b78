import { describe, expect, it } from 'vitest';
import { complete } from '../../../../src/language/services/completion';
import { hover } from '../../../../src/language/services/hover';
import type { NotebookNames } from '../../../../src/language/services/notebook-names';
import { semanticTokens } from '../../../../src/language/services/semantic';
import { signatureHelp } from '../../../../src/language/services/signature-help';
import { cellSymbols } from '../../../../src/language/services/symbols';
import { variableInfo } from '../../../../src/language/services/variable-info';
import type { Value } from '../../../../src/language/values/value';
import { run } from '../evaluate';

/** What a notebook knows once a text has run. */
async function notebook(text: string): Promise<NotebookNames> {
  const { results, error } = await run(text);
  if (error) throw error;
  const values = new Map(results.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value] as const])));
  return {
    names: [...values.keys()],
    infoOf: name => (values.has(name) ? variableInfo(values.get(name) as Value) : undefined),
  };
}

const NONE: NotebookNames = { names: [], infoOf: () => undefined };

/** What is offered at the `|` of a text. */
const offers = (marked: string, names = NONE, typed = ''): string[] =>
  complete(marked.replace('|', ''), marked.indexOf('|'), names, typed).map(c => c.label);

const RUNS = 'runs = table({size: [1e8, 4e8], loss: [3.3, 2.9]})';

describe('Completion', () => {
  it('offers members of collections in their own order, the best known first', () => {
    expect(offers('loss(laws.|').slice(0, 2)).toEqual(['kaplan', 'chinchilla']);
  });

  it('offers fields of answers, with their values, to any depth that there is', async () => {
    const names = await notebook('best = optimal(laws.epoch, 1e24)\nnested = {a: {b: 2}}');
    const found = complete('best.', 5, names);
    expect(found[0]).toMatchObject({ label: 'N', detail: expect.stringContaining('params') });
    expect(offers('nested.a.|', names)).toEqual(['b']);
  });

  it.each(['column(runs, "")', 'column(runs, "', 'runs |> sort("")'])('offers columns in texts: %s', async text => {
    const at = text.indexOf('"') + 1;
    const found = complete(text, at, await notebook(RUNS), '"');
    expect(found.map(c => c.label)).toEqual(['size', 'loss']);
    expect(found[0]?.replaces).toEqual({ start: at, end: at });
  });

  it('offers columns behind the name of a row, of the tables that the statement names', async () => {
    const names = await notebook(`${RUNS}\nother = table({x: [1]})`);
    expect(offers('where(runs, r => r.|)', names)).toEqual(['size', 'loss']);
    expect(offers('other\nwhere(runs, r => r.|)', names)).toEqual(['size', 'loss']);
    expect(offers('models.where(m => m.|)')).toContain('tokens');
  });

  it('offers the texts that an argument knows, and no columns where they mean nothing', async () => {
    const names = await notebook(RUNS);
    expect(offers('flops(1, 2, method: "|")')).toEqual(['6nd', 'kaplan', 'chinchilla', 'palm']);
    expect(offers('plot(runs.size, runs.loss, title: "|")', names)).toEqual([]);
  });

  it('offers units behind numbers and `to`, and stays silent behind other spaces that were just typed', () => {
    expect(offers('70B |', NONE, ' ')[0]).toBe('FLOP');
    expect(offers('x to |', NONE, ' ')).toContain('PFday');
    expect(offers('x = y |', NONE, ' ')).toEqual([]);
    expect(offers('f(x, |', NONE, ' ')).toContain('optimal');
    expect(offers('# 70B |', NONE, ' ')).toEqual([]);
  });
});

describe('Hover', () => {
  const over = (marked: string, names = NONE): string =>
    hover(marked.replace('|', ''), marked.indexOf('|'), names)?.markdown ?? '';

  it('explains fields, arguments, columns and functions behind a dot', async () => {
    const names = await notebook(`best = optimal(laws.epoch, 5.76e23)\n${RUNS}`);
    expect(over('best.|N', names)).toContain('best.N = 72.2 B params');
    expect(over('flops(1, 2, |method: "6nd")')).toContain('How FLOP are counted');
    expect(over('where(runs, r => r.|loss < 3)', names)).toContain('loss = [3.3');
    expect(over('models.|where(m => true)')).toContain('where(');
    expect(over('nothing.|here', names)).toBe('');
  });
});

describe('Signature help', () => {
  it('knows functions of the notebook', async () => {
    const help = signatureHelp('f(1, ', 5, await notebook('f(a, b) = a + b'));
    expect(help?.signatures[0]).toMatchObject({ label: 'f(a, b)', active: 1 });
  });
});

describe('What names are', () => {
  it('is told apart: definitions, arguments, functions of the library and one’s own, units, fields', () => {
    const text = 'f(c) = optimal(laws.epoch, c).N + g(x => x) to hours';
    const found = semanticTokens(text, new Set(['f', 'g'])).map(
      t => `${text.slice(t.start, t.end)} ${[t.type, ...t.modifiers].join('.')}`,
    );
    expect(found).toEqual([
      'f function.declaration',
      'c parameter.declaration',
      'optimal function.defaultLibrary',
      'laws namespace.defaultLibrary',
      'epoch property',
      'c parameter',
      'N property',
      'g function',
      'x parameter.declaration',
      'x parameter',
      'hours unit',
    ]);
  });

  it('is listed as definitions with their kinds', () => {
    const kinds = cellSymbols('a = 1\nf(x) = x;\ns = slider(1, 2)\na + 1').map(s => [
      s.name,
      s.kind,
      s.hidden,
      s.literal,
    ]);
    expect(kinds).toEqual([
      ['a', 'variable', false, true],
      ['f', 'function', true, false],
      ['s', 'input', false, false],
    ]);
  });
});
