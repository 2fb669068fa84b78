import * as l10n from '@vscode/l10n';
import { ScaleError } from '../errors';
import type { Context, Host, KeyedNote } from '../library/context';
import { isReserved } from '../reserved';
import { reservedName } from '../sentences';
import type { LambdaNode, Program, Statement } from '../syntax/ast';
import type { Span } from '../syntax/span';
import { settle } from '../values/make';
import type { FunctionValue, InputValue, Note, Value } from '../values/value';
import { compile, compileFunction } from './compile';
import { notANumber } from './not-a-number';
import type { Runtime } from './runtime';

/** The result of one statement. */
export interface StatementResult {
  readonly span: Span;
  readonly name?: string;
  readonly hidden: boolean;
  readonly value: Value;
  readonly notes: readonly Note[];
}

export interface CellRun {
  readonly results: readonly StatementResult[];
  /** The statement that failed, if one did; those behind it did not run. */
  readonly error?: ScaleError;
}

/** The statement that is being run. */
interface ActiveStatement {
  readonly label: string;
  readonly settled: readonly Settled[];
  waits: number;
  controls: number;
  readonly notes: Map<string, KeyedNote>;
}

/** One per kernel: which statement is running. */
export interface Evaluation {
  active?: ActiveStatement;
}

/** What a cell runs in. */
export interface CellScope {
  readonly evaluation: Evaluation;
  readonly lookup: (name: string) => Value | undefined;
  /** Whether another cell defines a name that this one uses. */
  readonly defines: (name: string) => boolean;
  readonly names: () => Iterable<string>;
  /** Where readers left the controls: by the name that the control defines, or `#n` for the nth nameless one of the cell. */
  readonly positions: ReadonlyMap<string, Value>;
  readonly host: Host;
  readonly progress: (done: number, text?: string) => void;
  /** Called for each file read with its SHA-256. */
  readonly files: Map<string, string>;
  /** Leaves answers that are costly to find until they are asked for. */
  readonly unsettled?: boolean;
}

/** Thrown through evaluation when a value must be waited for; the statement runs again once it is there. */
class Suspension extends Error {
  constructor(readonly promise: Promise<unknown>) {
    super('suspended');
  }
}

type Settled = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

/** Runs a cell's statements in order. Definitions are visible to the statements behind them. */
export async function runCell(program: Program, scope: CellScope): Promise<CellRun> {
  const own = new Map<string, Value>();
  const targets = new Set(program.statements.flatMap(s => s.target?.name ?? []));
  const results: StatementResult[] = [];
  let nameless = 0;
  for (const statement of program.statements) {
    const label = statement.target?.name ?? `#${nameless++}`;
    try {
      refuseReserved(statement);
      const { value, notes } = await runStatement(statement, label, { ...scope, own, targets });
      if (statement.target) own.set(statement.target.name, value);
      results.push({
        span: statement,
        hidden: statement.hidden,
        value,
        notes,
        ...(statement.target && { name: statement.target.name }),
      });
    } catch (error) {
      return { results, error: readable(error).at(statement) };
    }
  }
  return { results };
}

/** A cell that is being run. */
interface RunningCell extends CellScope {
  /** What its statements have defined so far. */
  readonly own: ReadonlyMap<string, Value>;
  /** All that they define. */
  readonly targets: ReadonlySet<string>;
}

/** Names of the language cannot be defined again, wherever a cell comes from. */
function refuseReserved({ target }: Statement): void {
  if (!target || !isReserved(target.name)) return;
  throw new ScaleError('reserved', reservedName(target.name), target);
}

async function runStatement(
  statement: Statement,
  label: string,
  scope: RunningCell,
): Promise<{ value: Value; notes: readonly Note[] }> {
  const settled: Settled[] = [];
  for (;;) {
    const active: ActiveStatement = { label, settled, waits: 0, controls: 0, notes: new Map() };
    scope.evaluation.active = active;
    try {
      const value = evaluateStatement(statement, makeRuntime(statement, scope));
      if (!scope.unsettled) settle(value);
      return { value, notes: notANumber(value, gatherNotes([...active.notes.values()])) };
    } catch (error) {
      if (!(error instanceof Suspension)) throw error;
      settled.push(
        await error.promise.then(
          value => ({ ok: true, value }) as const,
          reason => ({ ok: false, error: reason }) as const,
        ),
      );
    }
  }
}

/** Notes as they are shown: those of one group as one sentence where there are several. */
function gatherNotes(notes: readonly KeyedNote[]): Note[] {
  const grouped = notes.filter(n => n.group !== undefined);
  const single = grouped.length > 1 ? notes.filter(n => n.group === undefined) : notes;
  const [first] = grouped;
  const together =
    grouped.length > 1 && first?.group
      ? [{ tone: first.tone, text: first.group.together(grouped.map(n => n.group?.brief ?? '')) }]
      : [];
  return [...single.map(({ tone, text }) => ({ tone, text })), ...together];
}

function evaluateStatement(statement: Statement, runtime: Runtime): Value {
  if (!statement.parameters) return compile(statement.value, runtime)(undefined);
  const { parameters, value: body, start, end } = statement;
  const lambda: LambdaNode = { kind: 'lambda', parameters, body, start, end };
  return compileFunction(lambda, statement.target?.name ?? '', runtime, [])(undefined);
}

function makeRuntime(statement: Statement, scope: RunningCell): Runtime {
  const { own, targets } = scope;
  let self: Value | undefined;
  const lookupSelf = (): Value => {
    self ??= evaluateStatement(statement, runtime);
    return self;
  };
  const runtime: Runtime = {
    // A function may call itself, and may use what the cell defines further down once it is called.
    lookup: name => {
      if (own.has(name)) return own.get(name);
      if (!targets.has(name)) return scope.lookup(name);
      return statement.parameters && name === statement.target?.name ? lookupSelf() : undefined;
    },
    ...(statement.target && { target: statement.target.name }),
    defines: name => targets.has(name) || scope.defines(name),
    names: function* () {
      yield* own.keys();
      yield* scope.names();
    },
    context: contextOf(scope),
  };
  return runtime;
}

/** The context of whichever statement is running now: functions outlive the statement that defined them. */
function contextOf(scope: CellScope): Context {
  const active = (): ActiveStatement => scope.evaluation.active as ActiveStatement;
  return {
    host: scope.host,
    files: scope.files,
    progress: scope.progress,
    call: (fn: FunctionValue, args) => fn.call(args),
    note: note => {
      const { notes } = active();
      const key = note.key ?? note.text;
      const known = notes.get(key);
      if (!known || (note.weight ?? 0) > (known.weight ?? 0)) notes.set(key, note);
    },
    await: <T>(start: () => Promise<T>): T => {
      const state = active();
      const known = state.settled[state.waits++];
      if (!known) throw new Suspension(start());
      if (known.ok) return known.value as T;
      throw known.error;
    },
    input: (control, initial): InputValue => {
      const state = active();
      const key = state.controls === 0 ? state.label : `${state.label}.${state.controls}`;
      state.controls++;
      return { kind: 'input', key, control, value: scope.positions.get(key) ?? initial };
    },
  };
}

/** Any failure as a sentence. */
export function readable(error: unknown): ScaleError {
  if (error instanceof ScaleError) return error;
  if (error instanceof RangeError && /call stack|recursion/i.test(error.message)) {
    return new ScaleError('too-deep', l10n.t('A function calls itself without end: give it a case that stops.'));
  }
  if (error instanceof RangeError)
    return new ScaleError('too-large', l10n.t('The result would not fit into memory: use fewer items.'));
  const message = error instanceof Error ? error.message : String(error);
  return new ScaleError('failed', message);
}
