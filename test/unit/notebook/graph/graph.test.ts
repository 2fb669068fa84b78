import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph, describeProblem, type GraphCell } from '../../../../src/notebook/graph';
import type { CellNames, NamePlace } from '../../../../src/notebook/names';

const place = (name: string, start = 0): NamePlace => ({ name, start, end: start + name.length });

/** `a b <- c d`: defines a and b, uses c and d. */
function cell(id: string, text: string): GraphCell {
  const [defines = '', uses = ''] = text.split('<-');
  const places = (part: string): NamePlace[] => [...part.matchAll(/\S+/g)].map(m => place(m[0], m.index));
  return { id, names: { defines: places(defines), uses: places(uses) } };
}

const graphOf = (...texts: string[]) => buildGraph(texts.map((text, i) => cell(String(i + 1), text)));

describe('the order', () => {
  it('is that of the document, with what is needed pulled up', () => {
    expect(graphOf('a', 'b', 'c').order).toEqual(['1', '2', '3']);
    expect(graphOf('a <- z', 'b', 'y', 'z <- y').order).toEqual(['3', '4', '1', '2']);
    expect(graphOf('<- a unknown', 'a <- a').order).toEqual(['2', '1']);
  });

  it('survives a chain as long as a notebook can be', () => {
    const cells = Array.from({ length: 20_000 }, (_, i) => cell(String(i), `x${i} <- x${i + 1}`));
    expect(buildGraph(cells).order[0]).toBe('19999');
  });
});

describe('names', () => {
  it('have one owner, the first; the second definition is a problem that knows the first', () => {
    const graph = graphOf('x y', 'z x', '<- x', 'w w');
    expect(graph.owners).toEqual(new Map(Object.entries({ x: '1', y: '1', z: '2', w: '4' })));
    expect(graph.problems).toEqual([
      { kind: 'duplicate', cell: '2', place: place('x', 2), first: { cell: '1', place: place('x') } },
      { kind: 'duplicate', cell: '4', place: place('w', 2), first: { cell: '4', place: place('w') } },
    ]);
    expect(graph.needs('3')).toEqual([{ name: 'x', owner: '1' }]);
    expect([graph.problem('1'), graph.problem('2')?.kind]).toEqual([undefined, 'duplicate']);
  });

  it('are told of in sentences', () => {
    const label = (id: string): string => `cell ${id}`;
    const { problems } = graphOf('x', 'x', 'y y', 'a <- b', 'b <- c', 'c <- a');
    expect(problems.map(problem => describeProblem(problem, '5', label))).toEqual([
      'x is already defined in cell 1. A name is defined once in a notebook: give this one another name, or remove it.',
      'y is defined twice in this cell. A name has one value: give one of the two another name.',
      'These cells need each other, so none can run first: cell 5 uses c of cell 6, cell 6 uses a of cell 4, cell 4 uses b of cell 5. Remove one of these uses.',
    ]);
  });
});

describe('cycles', () => {
  it('name their cells and a shortest way round', () => {
    const graph = graphOf('a <- b', 'x', 'b <- c a', 'c <- a', '<- a');
    expect(graph.problems).toEqual([
      {
        kind: 'cycle',
        cells: ['1', '3', '4'],
        path: [
          { cell: '1', name: 'b' },
          { cell: '3', name: 'a' },
        ],
      },
    ]);
    expect(graph.problem('4')?.kind).toBe('cycle');
    expect(graph.problem('5')).toBeUndefined();
  });
});

const anyCells: fc.Arbitrary<GraphCell[]> = fc.integer({ min: 1, max: 9 }).chain(size => {
  const names = fc.array(fc.constantFrom(...'abcdefghij'), { maxLength: 3 });
  return fc
    .array(fc.tuple(fc.array(fc.constantFrom(...'abcdefghij'), { maxLength: 2 }), names), {
      minLength: size,
      maxLength: size,
    })
    .map(cells =>
      cells.map(([defines, uses], i): GraphCell => {
        const own: CellNames = {
          defines: defines.map(name => place(name)),
          uses: uses.filter(name => !defines.includes(name)).map(name => place(name)),
        };
        return { id: `c${i}`, names: own };
      }),
    );
});

/** The same by brute force: edges, then reachability by Warshall. */
function naive(cells: readonly GraphCell[]) {
  const owner = (name: string) => cells.find(c => c.names.defines.some(d => d.name === name))?.id;
  const reach = new Map(
    cells.map(c => [c.id, new Set(c.names.uses.map(u => owner(u.name)).filter(o => o !== undefined))]),
  );
  for (const k of reach.keys())
    for (const [, to] of reach) if (to.has(k)) for (const x of reach.get(k) ?? []) to.add(x);
  return { owner, reaches: (a: string, b: string) => reach.get(a)?.has(b) ?? false };
}

describe('any notebook', () => {
  it('agrees with brute force', () => {
    fc.assert(
      fc.property(anyCells, cells => {
        const graph = buildGraph(cells);
        const { owner, reaches } = naive(cells);
        const ids = cells.map(c => c.id);
        expect(graph.order.toSorted()).toEqual(ids);
        for (const name of 'abcdefghij') expect(graph.owners.get(name)).toBe(owner(name));
        for (const a of ids) {
          const at = graph.order.indexOf(a);
          for (const b of ids) {
            if (a !== b && reaches(a, b) && !reaches(b, a)) expect(graph.order.indexOf(b)).toBeLessThan(at);
          }
          const without = ids.filter(b => b !== a);
          expect(graph.dependencies([a]).toSorted()).toEqual(without.filter(b => reaches(a, b)));
          expect(graph.dependants([a]).toSorted()).toEqual(without.filter(b => reaches(b, a)));
          const cyclic = graph.problems.some(p => p.kind === 'cycle' && p.cells.includes(a));
          expect(cyclic).toBe(reaches(a, a));
        }
        for (const problem of graph.problems) {
          if (problem.kind !== 'cycle') continue;
          problem.path.forEach((step, i) => {
            const next = problem.path[(i + 1) % problem.path.length]?.cell;
            expect(graph.needs(step.cell)).toContainEqual({ name: step.name, owner: next });
          });
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps document order where needs allow it', () => {
    fc.assert(
      fc.property(anyCells, cells => {
        const { owner, reaches } = naive(cells);
        const ids = cells.map(c => c.id);
        fc.pre(!ids.some(a => reaches(a, a)));
        const needs = (id: string, need: string): boolean =>
          cells.some(c => c.id === id && c.names.uses.some(use => owner(use.name) === need));
        const expected: string[] = [];
        const visit = (id: string): void => {
          if (expected.includes(id)) return;
          for (const need of ids) if (needs(id, need)) visit(need);
          expected.push(id);
        };
        for (const id of ids) visit(id);
        expect(buildGraph(cells).order).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('five hundred cells', () => {
  it('take less than 5 ms', () => {
    const cells = Array.from({ length: 500 }, (_, i) =>
      cell(
        `id${i}`,
        `x${i} y${i} <- ${[1, 2, 3, 7].map(k => `x${(i * k + 13) % 500} y${Math.max(i - k, 0)}`).join(' ')}`,
      ),
    );
    const times = Array.from({ length: 30 }, () => {
      const start = performance.now();
      const graph = buildGraph(cells);
      graph.dependants(['id0']);
      return performance.now() - start;
    });
    expect(times.toSorted((a, b) => a - b)[15]).toBeLessThan(5);
  });
});
