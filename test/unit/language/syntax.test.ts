import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze, childrenOf } from '../../../src/language/syntax/analyze';
import type { Node } from '../../../src/language/syntax/ast';
import { parse } from '../../../src/language/syntax/parser';
import { scan } from '../../../src/language/syntax/scanner';

const codes = (text: string): string[] => parse(text).diagnostics.map(d => d.code);
const value = (text: string): Node => parse(text).program.statements[0]?.value as Node;

/** The shape of a tree as an s-expression. */
function shape(node: Node): string {
  switch (node.kind) {
    case 'number':
      return String(node.value);
    case 'name':
      return node.name;
    case 'string':
      return JSON.stringify(node.value);
    case 'unit':
      return `{${node.value} ${node.factors.map(f => `${f.name}${f.power === 1 ? '' : f.power}`).join(' ')}}`;
    case 'binary':
      return `(${node.operator} ${shape(node.left)} ${shape(node.right)})`;
    case 'unary':
      return `(${node.operator} ${shape(node.operand)})`;
    case 'call':
      return `(call ${shape(node.callee)} ${node.args.map(a => (a.name ? `${a.name.name}: ` : '') + shape(a.value)).join(' ')})`;
    case 'field':
      return `(. ${shape(node.target)} ${node.field.name})`;
    case 'lambda':
      return `(=> [${node.parameters.map(p => p.name).join(' ')}] ${shape(node.body)})`;
    default:
      return `(${node.kind} ${childrenOf(node).map(shape).join(' ')})`;
  }
}

describe('numbers', () => {
  it.each([
    ['70B', 70e9],
    ['1.4T', 1.4e12],
    ['3k', 3000],
    ['2.5M', 2.5e6],
    ['1_000', 1000],
    ['40%', 0.4],
    ['5.76e23', 5.76e23],
    ['0.07B', 7e7],
  ])('%s', (text, expected) => {
    expect(value(text)).toMatchObject({ kind: 'number', value: expected });
  });

  it('scales by moving the exponent, so that no digit is lost', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99999 }), fc.integer({ min: 0, max: 4 }), (digits, decimals) => {
        const text = (digits / 10 ** decimals).toFixed(decimals);
        expect(value(`${text}B`)).toMatchObject({ value: Number(`${text}e9`) });
      }),
    );
  });
});

describe('operators', () => {
  it.each([
    ['-2^2', '(- (^ 2 2))'],
    ['2^3^2', '(^ 2 (^ 3 2))'],
    ['2^-1', '(^ 2 (- 1))'],
    ['1 + 2 * 3', '(+ 1 (* 2 3))'],
    ['C to PFday', '(to C {1 PFday})'],
    ['a + b to GPU hour', '(to (+ a b) {1 GPU hour})'],
    ['a < b and not c or d', '(or (and (< a b) (not c)) d)'],
    ['x |> f(a) |> g', '(call g (call f x a))'],
    ['a ? b : c ? d : e', '(conditional a b (conditional c d e))'],
    ['1e18..1e24', '(.. 1000000000000000000 1e+24)'],
    ['1..5', '(.. 1 5)'],
    ['2.5 USD / (GPU hour)', '(/ {2.5 USD} {1 GPU hour})'],
    ['400 tokens/second', '(/ {400 tokens} {1 second})'],
    ['3 GPU * hour', '(* {3 GPU} {1 hour})'],
    ['4 second^2', '{4 second2}'],
    ['80GB', '{80 GB}'],
    ['params(layers: 3)', '(call params layers: 3)'],
    ['xs[-1].N', '(. (index xs (- 1)) N)'],
    ['row => row.N > 1B', '(=> [row] (> (. row N) 1000000000))'],
    ['(a, b) => a + b', '(=> [a b] (+ a b))'],
    ['7 mod 3 * 2', '(* (mod 7 3) 2)'],
  ])('%s', (text, expected) => {
    expect(codes(text)).toEqual([]);
    expect(shape(value(text))).toBe(expected);
  });
});

describe('lines', () => {
  it('go on inside brackets and before |>', () => {
    const { program, diagnostics } = parse('a = f(1,\n  2)\n  |> g # remark\nb = 2; c = 3');
    expect(diagnostics).toEqual([]);
    expect(program.statements.map(s => [s.target?.name, s.hidden])).toEqual([
      ['a', false],
      ['b', true],
      ['c', false],
    ]);
  });

  it('a forgotten bracket spoils one statement only', () => {
    const { program, diagnostics } = parse('x = (1 +\ny = 3');
    expect(diagnostics).toHaveLength(1);
    expect(program.statements[1]).toMatchObject({ target: { name: 'y' }, value: { value: 3 } });
  });

  it.each([
    ['a b', 'unexpected'],
    ['f(', 'unclosed'],
    ['1 +', 'expected-value'],
    ['"abc', 'unclosed-string'],
    ['5 foo', 'unknown-unit'],
    ['a ? b', 'expected-colon'],
    ['{a 1}', 'expected-colon'],
    ['x.', 'expected-field'],
    ['a @ b', 'unknown-character'],
  ])('%s is an error with a place', (text, code) => {
    const { diagnostics } = parse(text);
    expect(diagnostics[0]?.code).toBe(code);
    expect(diagnostics[0]?.start).toBeGreaterThanOrEqual(0);
    expect(diagnostics[0]?.end).toBeLessThanOrEqual(text.length);
  });
});

describe('any text', () => {
  const soup = fc.oneof(
    fc.string(),
    fc
      .array(
        fc.constantFrom(
          'a',
          '1',
          '70B',
          '(',
          ')',
          '[',
          ']',
          '{',
          '}',
          ',',
          ':',
          '=',
          '=>',
          '|>',
          '..',
          '+',
          '^',
          '?',
          '\n',
          ';',
          '"',
          '#',
          ' ',
          '.',
          'GPU',
          'to',
          'not',
        ),
        { maxLength: 60 },
      )
      .map(parts => parts.join('')),
  );

  it('parses without throwing, into nodes within the text', () => {
    fc.assert(
      fc.property(soup, text => {
        const { program, diagnostics } = parse(text);
        const visit = (node: Node): void => {
          expect(node.start).toBeGreaterThanOrEqual(0);
          expect(node.end).toBeLessThanOrEqual(text.length);
          for (const child of childrenOf(node)) visit(child);
        };
        for (const s of program.statements) visit(s.value);
        for (const d of diagnostics) expect(d.end).toBeGreaterThanOrEqual(d.start);
        analyze(program);
      }),
      { numRuns: 2000 },
    );
  });

  it('is covered by its tokens', () => {
    fc.assert(
      fc.property(soup, text => {
        const { tokens } = scan(text);
        let at = 0;
        for (const token of tokens) {
          expect(token.start).toBeGreaterThanOrEqual(at);
          at = token.end;
        }
        expect(at).toBe(text.length);
      }),
    );
  });

  it.each(['(', '-', 'f(', '[', 'not ', 'x=>', '1+', 'a|>', 'a.b', 'a^', '{a:', 'a?'])(
    'nested without end: %s',
    part => {
      const { diagnostics } = parse(part.repeat(50_000));
      expect(diagnostics.length).toBeGreaterThan(0);
    },
  );
});

describe('names', () => {
  const names = (text: string) => {
    const { defines, uses } = analyze(parse(text).program);
    return { defines: defines.map(n => n.name), uses: uses.map(n => n.name) };
  };
  it('parameters and own definitions are no uses', () => {
    expect(names('f(x) = x + a\ng = y => y * f(b)\nh = g')).toEqual({ defines: ['f', 'g', 'h'], uses: ['a', 'b'] });
  });
  it('a field or an argument’s name is no use', () => {
    expect(names('p = plan(budget: c).loss')).toEqual({ defines: ['p'], uses: ['plan', 'c'] });
  });
});
