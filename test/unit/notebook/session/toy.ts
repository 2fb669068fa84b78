import type { GraphProblem } from '../../../../src/notebook/graph';
import type { CellNames, NamePlace } from '../../../../src/notebook/names';
import {
  type Cause,
  type CellState,
  type EvaluationRequest,
  type Evaluator,
  type Mode,
  Session,
  type SessionCell,
  type StateDetail,
} from '../../../../src/notebook/session';

/**
 * A toy language: `x y = 3 + a + b` defines x and y, uses a and b; `!` fails, `?` adds the input `p`, `@` adds a number from
 * outside, `~` fails when computed for the second time under the same result.
 */
export interface Toy {
  readonly defines: readonly string[];
  readonly terms: readonly string[];
}

export function readToy(text: string): Toy {
  const [left = '', right] = text.split('=');
  const words = (part: string): string[] => part.match(/[a-z]+|\d+|[!?@~]/g) ?? [];
  return right === undefined ? { defines: [], terms: words(left) } : { defines: words(left), terms: words(right) };
}

export const isName = (word: string): boolean => /^[a-z]/.test(word);

export function analyzeToy(cell: SessionCell): CellNames {
  const { defines, terms } = readToy(cell.text);
  const place = (name: string): NamePlace => ({ name, start: 0, end: 0 });
  return {
    defines: defines.map(place),
    uses: terms.filter(term => isName(term) && !defines.includes(term)).map(place),
  };
}

export interface ToyOutcome {
  readonly status: 'ok' | 'error';
  readonly value: number | string;
}

/** The value of a text, given the values of names; undefined is a name that nobody knows. */
export function evaluateToy(
  text: string,
  known: (name: string) => number | undefined,
  inputs: ReadonlyMap<string, unknown>,
  outside: number,
): ToyOutcome {
  const { defines, terms } = readToy(text);
  let sum = 1;
  for (const term of terms) {
    if (term === '!') return { status: 'error', value: 'failed' };
    if (term === '~') continue;
    const value =
      term === '?' ? Number(inputs.get('p') ?? 5) : term === '@' ? outside : isName(term) ? lookUp(term) : Number(term);
    if (value === undefined) return { status: 'error', value: `unknown ${term}` };
    sum = (sum * 31 + value) % 1_000_003;
  }
  return { status: 'ok', value: sum };

  function lookUp(name: string): number | undefined {
    // Every name of a cell has the cell's own sum so far.
    return defines.includes(name) ? sum : known(name);
  }
}

interface Pending {
  readonly cell: string;
  readonly request: EvaluationRequest;
  readonly resolve: (outcome: ToyOutcome) => void;
  readonly reject: (error: Error) => void;
  readonly outside: number;
  readonly known: ReadonlyMap<string, number>;
  lost: boolean;
}

/** An evaluator that waits to be told when to answer, and that complains when it is asked for what cannot be. */
export class ToyKernel implements Evaluator<ToyOutcome> {
  readonly values = new Map<number, number>();
  readonly log: string[] = [];
  readonly complaints: string[] = [];
  readonly #times = new Map<number, number>();
  pending: Pending | undefined;
  outside = 0;
  disposed = false;

  evaluate(cell: string, request: EvaluationRequest): Promise<ToyOutcome> {
    if (this.pending) this.complaints.push(`${cell} while ${this.pending.cell} runs`);
    const known = new Map<string, number>();
    for (const need of request.needs) {
      const value = this.values.get(need.result);
      if (value === undefined) this.complaints.push(`${cell} before ${need.name}`);
      else known.set(need.name, value);
    }
    this.log.push(request.silent ? `(${cell})` : cell);
    return new Promise((resolve, reject) => {
      this.pending = { cell, request, resolve, reject, outside: this.outside, known, lost: false };
    });
  }

  /** Answers what is pending. */
  answer(): void {
    const { pending } = this;
    if (!pending) return;
    this.pending = undefined;
    const { request } = pending;
    const times = (this.#times.get(request.result) ?? 0) + 1;
    this.#times.set(request.result, times);
    const outcome: ToyOutcome =
      times > 1 && request.text.includes('~')
        ? { status: 'error', value: 'failed later' }
        : evaluateToy(request.text, name => pending.known.get(name), request.inputs, pending.outside);
    if (typeof outcome.value === 'number' && !pending.lost) this.values.set(request.result, outcome.value);
    pending.resolve(outcome);
  }

  /** Loses all values, those of what is pending too. */
  lose(): void {
    this.values.clear();
    if (this.pending) this.pending.lost = true;
  }

  forget(results: readonly number[]): void {
    for (const result of results) {
      if (!this.values.delete(result)) this.complaints.push(`forget ${result}, which is not held`);
    }
  }

  reset(): void {
    this.values.clear();
    this.pending = undefined;
  }

  dispose(): void {
    this.disposed = true;
  }
}

export interface Lab {
  readonly session: Session<ToyOutcome>;
  readonly kernel: ToyKernel;
  readonly states: Map<string, CellState>;
  readonly details: Map<string, StateDetail>;
  readonly outcomes: Map<string, ToyOutcome | undefined>;
  /** `a:queued`, `a=7 (run)` … */
  readonly events: string[];
  /** Sets the cells: texts by id. */
  set(cells: Readonly<Record<string, string>>): void;
  /** Answers everything until nothing runs. */
  drain(): Promise<void>;
}

export function lab(mode: Mode = 'reactive'): Lab {
  const kernel = new ToyKernel();
  const states = new Map<string, CellState>();
  const details = new Map<string, StateDetail>();
  const outcomes = new Map<string, ToyOutcome | undefined>();
  const events: string[] = [];
  const session = new Session<ToyOutcome>({
    evaluator: kernel,
    analyze: analyzeToy,
    mode,
    refuse: (_, problem: GraphProblem) => ({ status: 'error', value: problem.kind }),
    fail: (_, error) => ({ status: 'error', value: String(error) }),
    onState: (cell, state, detail) => {
      events.push(`${cell}:${state}`);
      states.set(cell, state);
      details.set(cell, detail);
    },
    onOutcome: (cell, outcome, cause: Cause) => {
      events.push(`${cell}=${outcome?.value ?? 'void'} (${cause})`);
      outcomes.set(cell, outcome);
    },
  });
  return {
    session,
    kernel,
    states,
    details,
    outcomes,
    events,
    set: cells => session.update(Object.entries(cells).map(([id, text]) => ({ id, kind: 'toy', text }))),
    drain: async () => {
      await flush();
      while (kernel.pending) {
        kernel.answer();
        await flush();
      }
    },
  };
}

/** Lets all that follows from settled promises happen. */
export async function flush(): Promise<void> {
  for (let i = 0; i < 12; i++) await Promise.resolve();
}
