import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mode } from '../../../../src/notebook/session';
import { evaluateToy, flush, isName, type Lab, lab, readToy, type ToyOutcome } from './toy';

interface Expected {
  readonly state: 'ok' | 'error' | 'skipped';
  readonly value?: ToyOutcome['value'];
}

/** What every cell comes to when the texts are evaluated from scratch, by plain recursion. */
function oracle(
  cells: ReadonlyMap<string, string>,
  inputs: (id: string) => ReadonlyMap<string, unknown>,
  outside: number,
) {
  const list = [...cells].map(([id, text]) => ({ id, text, ...readToy(text) }));
  const owner = (name: string) => list.find(c => c.defines.includes(name));
  const needs = (c: (typeof list)[number]) =>
    c.terms.filter(t => isName(t) && !c.defines.includes(t)).flatMap(t => owner(t) ?? []);
  const reaches = (from: (typeof list)[number], to: string, seen = new Set<string>()): boolean =>
    needs(from).some(n => n.id === to || (!seen.has(n.id) && reaches(n, to, seen.add(n.id))));
  const known = new Map<string, Expected>();
  const expectedOf = (c: (typeof list)[number]): Expected => {
    const done = known.get(c.id);
    if (done) return done;
    const expected = compute(c);
    known.set(c.id, expected);
    return expected;
  };
  const compute = (c: (typeof list)[number]): Expected => {
    const before = list.slice(0, list.indexOf(c));
    const twice = c.defines.some((d, i) => c.defines.indexOf(d) !== i || before.some(b => b.defines.includes(d)));
    if (twice) return { state: 'error', value: 'duplicate' };
    if (reaches(c, c.id)) return { state: 'error', value: 'cycle' };
    if (needs(c).some(n => expectedOf(n).state !== 'ok')) return { state: 'skipped' };
    const lookUp = (name: string) => {
      const of = owner(name);
      const value = of && expectedOf(of).value;
      return typeof value === 'number' ? value : undefined;
    };
    const outcome = evaluateToy(c.text, lookUp, inputs(c.id), outside);
    return { state: outcome.status, value: outcome.value };
  };
  return new Map(list.map(c => [c.id, expectedOf(c)]));
}

class World {
  readonly lab: Lab;
  cells: Map<string, string>;
  outside = 0;
  #next = 0;

  constructor(mode: Mode, texts: readonly string[]) {
    this.lab = lab(mode);
    this.cells = new Map(texts.map(text => [this.newId(), text]));
    this.push();
  }

  newId(): string {
    this.#next += 1;
    return `c${this.#next}`;
  }

  push(): void {
    this.lab.set(Object.fromEntries(this.cells));
  }

  id(pick: number): string | undefined {
    return [...this.cells.keys()][pick % Math.max(this.cells.size, 1)];
  }

  /** Nothing that is called fresh may differ from the truth, and all that was told must be what is. */
  check(): void {
    const { session, kernel, states, outcomes } = this.lab;
    expect(kernel.complaints).toEqual([]);
    const truth = oracle(this.cells, id => session.inputs(id), this.outside);
    for (const id of this.cells.keys()) {
      const state = session.state(id);
      expect(states.get(id) ?? 'idle').toBe(state);
      expect(outcomes.get(id)).toBe(session.outcome(id));
      if (state !== 'ok' && state !== 'error' && state !== 'skipped') continue;
      expect({ id, state, value: outcomes.get(id)?.value }).toEqual({ id, value: undefined, ...truth.get(id) });
    }
  }

  checkAllFresh(): void {
    this.check();
    for (const id of this.cells.keys()) expect(['ok', 'error', 'skipped']).toContain(this.lab.session.state(id));
    // Values are held for the cells that there are, and for no others.
    expect(this.lab.kernel.values.size).toBeLessThanOrEqual(this.cells.size);
  }
}

const word = fc.constantFrom(...'abcde');
const text = fc
  .tuple(
    fc.array(word, { maxLength: 2 }),
    fc.array(
      fc.oneof(
        { weight: 6, arbitrary: word },
        { weight: 2, arbitrary: fc.constantFrom('1', '2', '?', '@') },
        { weight: 1, arbitrary: fc.constant('!') },
      ),
      { maxLength: 3 },
    ),
  )
  .map(([defines, terms]) => `${defines.join(' ')} = ${terms.join(' + ')}`);

type Step = (world: World) => void | Promise<void>;

const named = (name: string, step: Step): Step => Object.assign(step, { [fc.toStringMethod]: () => name });

const edit = fc.tuple(fc.nat(9), text).map(([pick, to]) =>
  named(`edit(${pick}, ${to})`, world => {
    const id = world.id(pick);
    if (id === undefined) return;
    world.cells.set(id, to);
    world.push();
  }),
);
const insert = fc.tuple(fc.nat(9), text).map(([at, what]) =>
  named(`insert(${at}, ${what})`, world => {
    const list = [...world.cells];
    list.splice(at % (list.length + 1), 0, [world.newId(), what]);
    world.cells = new Map(list.slice(0, 9));
    world.push();
  }),
);
const remove = fc.nat(9).map(pick =>
  named(`remove(${pick})`, world => {
    world.cells.delete(world.id(pick) ?? '');
    world.push();
  }),
);
const paste = fc.nat(9).map(pick =>
  named(`paste(${pick})`, world => {
    // Cut, and pasted as another cell.
    const id = world.id(pick);
    const cut = world.cells.get(id ?? '');
    if (id === undefined || cut === undefined) return;
    world.cells.delete(id);
    world.push();
    world.cells.set(world.newId(), cut);
    world.push();
  }),
);
const move = fc.tuple(fc.nat(9), fc.nat(9)).map(([from, to]) =>
  named(`move(${from}, ${to})`, world => {
    const list = [...world.cells];
    const moved = list.splice(from % Math.max(list.length, 1), 1);
    list.splice(to % (list.length + 1), 0, ...moved);
    world.cells = new Map(list);
    world.push();
  }),
);
const reload = fc.constant(
  named('reload', world => {
    world.cells = new Map([...world.cells.values()].map(cell => [world.newId(), cell]));
    world.push();
  }),
);
const shift = fc.constant(
  named('shift', world => {
    const texts = [...world.cells.values()];
    world.cells = new Map([...world.cells.keys()].map((id, i) => [id, texts[(i + 1) % texts.length] ?? '']));
    world.push();
  }),
);
const run = fc.array(fc.nat(9), { maxLength: 2 }).map(picks =>
  named(`run(${picks})`, world => {
    world.lab.session.run(picks.flatMap(pick => world.id(pick) ?? []));
  }),
);
const runAll = fc.constant(named('runAll', ({ lab: { session } }) => void session.runAll()));
const runStale = fc.constant(named('runStale', ({ lab: { session } }) => void session.runStale()));
const input = fc
  .tuple(fc.nat(9), fc.nat(3))
  .map(([pick, value]) =>
    named(`input(${pick}, ${value})`, world => void world.lab.session.setInput(world.id(pick) ?? '', 'p', value)),
  );
const answer = fc.constant(named('answer', ({ lab: { kernel } }) => kernel.answer()));
const interrupt = fc.constant(named('interrupt', ({ lab: { session } }) => session.interrupt()));
const lose = fc.constant(
  named('lose', ({ lab: { session, kernel } }) => {
    kernel.lose();
    session.valuesLost();
  }),
);
const outside = fc.nat(3).map(value =>
  named(`outside(${value})`, world => {
    world.outside = value;
    world.lab.kernel.outside = value;
    world.lab.session.invalidate([...world.cells].filter(([, cell]) => cell.includes('@')).map(([id]) => id));
  }),
);
const mode = fc.constantFrom<Mode>('reactive', 'manual').map(to =>
  named(`mode(${to})`, ({ lab: { session } }) => {
    session.mode = to;
  }),
);
const pause = fc.constant(named('pause', flush));

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: edit },
  { weight: 2, arbitrary: insert },
  remove,
  paste,
  move,
  reload,
  shift,
  { weight: 5, arbitrary: run },
  runAll,
  runStale,
  { weight: 4, arbitrary: input },
  { weight: 10, arbitrary: answer },
  interrupt,
  lose,
  outside,
  mode,
  { weight: 4, arbitrary: pause },
);

const texts = fc.array(text, { maxLength: 7 });
const RUNS = { numRuns: Number(process.env.SCALEBOOK_FUZZ_RUNS ?? 1000) };

describe('any session', () => {
  it('never calls fresh what is not, and runs nothing before what it needs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Mode>('reactive', 'manual'),
        texts,
        fc.array(step, { maxLength: 40 }),
        async (start, cells, steps) => {
          const world = new World(start, cells);
          for (const act of steps) {
            await act(world);
            world.check();
          }
          await world.lab.drain();
          world.check();
          for (const id of world.cells.keys()) expect(world.lab.session.state(id)).not.toMatch(/queued|running/);
          world.lab.session.runStale();
          await world.lab.drain();
          world.checkAllFresh();
          world.lab.session.runAll();
          await world.lab.drain();
          world.checkAllFresh();
        },
      ),
      RUNS,
    );
  });

  it('in reactive mode is fresh everywhere once the cells that changed have run', async () => {
    const changes = fc.array(fc.oneof(edit, edit, insert, move, input), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(texts, fc.array(fc.tuple(changes, fc.nat(40)), { maxLength: 4 }), async (cells, rounds) => {
        const world = new World('reactive', cells);
        world.lab.session.runAll();
        await world.lab.drain();
        for (const [steps, cut] of rounds) {
          const touched = new Set<string>();
          for (const act of steps) {
            const before = new Map(world.cells);
            await act(world);
            for (const [id, cell] of world.cells) if (before.get(id) !== cell) touched.add(id);
          }
          const changed = [...touched].filter(id => world.cells.has(id));
          world.lab.session.run(changed.length > 0 ? changed : [...world.cells.keys()].slice(0, 1));
          // Input moves while the run is under way.
          for (let i = 0; i < cut % 5; i++) {
            await flush();
            world.lab.kernel.answer();
          }
          world.lab.session.setInput(world.id(cut) ?? '', 'p', cut);
          await world.lab.drain();
          world.checkAllFresh();
        }
      }),
      RUNS,
    );
  });

  it('runs no cell of a settled notebook again but those that it was asked for and their dependants', async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.nat(9), async (cells, pick) => {
        const world = new World('reactive', cells);
        const { session, kernel, drain } = world.lab;
        session.runAll();
        await drain();
        kernel.log.length = 0;
        const id = world.id(pick);
        if (id === undefined || session.state(id) !== 'ok') return;
        session.run([id]);
        await drain();
        const allowed = [id, ...session.graph.dependants([id])];
        expect(allowed).toEqual(expect.arrayContaining(kernel.log));
        expect(new Set(kernel.log).size).toBe(kernel.log.length);
      }),
      RUNS,
    );
  });
});
