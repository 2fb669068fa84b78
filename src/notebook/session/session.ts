import { buildGraph, type CellId, type Graph } from '../graph';
import { Announcer } from './announcer';
import { RunQueue } from './queue';
import { reconcile } from './reconcile';
import {
  causeOfSkip,
  type Draft,
  draftOf,
  type Entry,
  freshCells,
  type Inputs,
  type Result,
  regroupedCells,
  sameContent,
} from './result';
import type { Cause, CellOutcome, CellState, Mode, ResultId, SessionCell, SessionOptions, StateDetail } from './types';
import { Values } from './values';

/** How many cells that are gone are remembered with their results. */
const MOST_REMOVED = 200;

/** An evaluation under way. */
interface Run<Outcome extends CellOutcome> {
  readonly cell: CellId;
  readonly cause: Cause;
  /** What it will be if it goes well; for values that were lost, what it was. */
  readonly draft: Draft<Outcome>;
  readonly silent: boolean;
  /** The evaluator has lost its values meanwhile. */
  lost: boolean;
}

/**
 * A live notebook: what each cell's state is, and what runs next. It knows no host and no language; cells are evaluated one
 * at a time, each after all that it needs. A result counts as fresh only while the cell's text and inputs and the results
 * that it rests on are the very ones that it was computed from.
 */
export class Session<Outcome extends CellOutcome> {
  readonly #options: SessionOptions<Outcome>;
  #mode: Mode;
  #entries = new Map<CellId, Entry<Outcome>>();
  #graph: Graph = buildGraph([]);
  /** Cells that are gone, for when they come back: a cell that is cut and pasted, a file that is read in two steps. */
  #removed: readonly Entry<Outcome>[] = [];
  readonly #queue = new RunQueue();
  #run: Run<Outcome> | undefined;
  #nextResult: ResultId = 1;
  readonly #values: Values;
  readonly #announcer: Announcer;
  #fresh: ReadonlySet<CellId> | undefined;
  #interrupted: CellId | undefined;
  #scheduled = false;
  #waiting: (() => void)[] = [];
  #disposed = false;

  constructor(options: SessionOptions<Outcome>) {
    this.#options = options;
    this.#mode = options.mode;
    this.#values = new Values(results => options.evaluator.forget(results));
    this.#announcer = new Announcer(options.onState);
  }

  get graph(): Graph {
    return this.#graph;
  }

  get mode(): Mode {
    return this.#mode;
  }

  /** Nothing runs because of it; see {@link runStale}. */
  set mode(mode: Mode) {
    this.#mode = mode;
  }

  /** The cells as they are now, in document order. Edits mark stale; nothing runs because of them. */
  update(cells: readonly SessionCell[]): void {
    const before = this.#entries;
    const { entries, unclaimed } = reconcile(before, this.#removed, cells, this.#options.analyze);
    this.#entries = entries;
    this.#removed = unclaimed
      .filter(({ result }) => result && !this.#values.outdated.has(result.id))
      .slice(-MOST_REMOVED);
    this.#graph = buildGraph([...this.#entries].map(([id, { names }]) => ({ id, names })));
    this.#queue.keepOnly(id => this.#entries.has(id));
    this.#changed();
    for (const [id, { result }] of [...this.#entries]) {
      if (result && result !== before.get(id)?.result) this.#options.onOutcome(id, result.outcome, 'restored');
    }
    this.#publish();
  }

  /**
   * Runs cells: first what they need that is not fresh or has failed, then they themselves even if they are fresh, then, in
   * reactive mode, what depends on all that has run. Resolves when nothing runs any more.
   */
  run(ids: Iterable<CellId>): Promise<void> {
    const targets = [...ids].filter(id => this.#entries.has(id));
    const fresh = this.#freshCells();
    const needed = this.#graph.dependencies(targets);
    const failed = needed.filter(id => this.#entries.get(id)?.result?.status !== 'ok');
    this.#want(failed, 'dependency', true);
    this.#want(
      needed.filter(id => !fresh.has(id)),
      'dependency',
    );
    this.#want(targets, 'run', true);
    return this.#go();
  }

  /** Runs every cell in the order of what needs what. */
  runAll(): Promise<void> {
    for (const id of this.#graph.order) this.#queue.add(id, 'run', true);
    return this.#go();
  }

  /** Runs every cell whose result is missing or stale, and no other. */
  runStale(): Promise<void> {
    const fresh = this.#freshCells();
    for (const id of this.#graph.order) if (!fresh.has(id)) this.#queue.add(id, 'dependency');
    return this.#go();
  }

  /**
   * Moves an input of a cell, runs the cell, and in reactive mode what depends on it. While something runs, later positions
   * take the place of earlier ones. An edit of the cell's text forgets its positions.
   */
  setInput(id: CellId, key: string, value: unknown): Promise<void> {
    const entry = this.#entries.get(id);
    if (!entry || (entry.inputs.has(key) && Object.is(entry.inputs.get(key), value))) return this.idle();
    this.#entries.set(id, { ...entry, inputs: new Map([...entry.inputs, [key, value]]) });
    this.#changed();
    this.#want([id], 'input');
    return this.#go();
  }

  inputs(id: CellId): Inputs {
    return this.#entries.get(id)?.inputs ?? new Map();
  }

  /** Marks cells stale whose result no longer holds although no text changed: a data file did. */
  invalidate(ids: Iterable<CellId>): void {
    for (const id of ids) {
      const result = this.#entries.get(id)?.result;
      if (result) this.#values.outdate(result.id);
      if (this.#run?.cell === id) this.#values.outdate(this.#run.draft.id);
    }
    // Which of the cells that are gone it concerns, nobody knows.
    this.#removed = [];
    this.#changed();
    this.#publish();
  }

  /** Stops what runs and empties the queue. Outcomes stay; values are computed again when a cell needs them. */
  interrupt(): void {
    this.#interrupted = this.#run?.silent ? undefined : this.#run?.cell;
    this.#run = undefined;
    this.#queue.clear();
    this.#values.lose();
    this.#options.evaluator.reset();
    this.#publish();
    this.#interrupted = undefined;
    this.#schedule();
  }

  /**
   * To be called when the evaluator has lost all values by itself, before it settles the evaluation that was under way, whose
   * outcome counts and whose values are lost too.
   */
  valuesLost(): void {
    this.#values.lose();
    if (this.#run) this.#run.lost = true;
  }

  state(id: CellId): CellState {
    const { result } = this.#entries.get(id) ?? {};
    if (this.#run?.cell === id && !this.#run.silent) return 'running';
    if (this.#queue.has(id)) return 'queued';
    if (!result) return 'idle';
    return this.#freshCells().has(id) ? result.status : 'stale';
  }

  /** The last outcome of a cell, fresh or stale. */
  outcome(id: CellId): Outcome | undefined {
    return this.#entries.get(id)?.result?.outcome;
  }

  /** Resolves when nothing runs and nothing is queued. */
  idle(): Promise<void> {
    if (this.#isIdle()) return Promise.resolve();
    return new Promise(resolve => this.#waiting.push(resolve));
  }

  dispose(): void {
    this.#disposed = true;
    this.#run = undefined;
    this.#queue.clear();
    this.#options.evaluator.dispose();
    this.#wake();
  }

  /** Queues cells and, in reactive mode, all that their running reaches. */
  #want(ids: readonly CellId[], cause: Cause, forced = false): void {
    for (const id of ids) this.#queue.add(id, cause, forced);
    if (this.#mode === 'manual' || ids.length === 0) return;
    const regrouped = this.#regrouped();
    for (const id of [...regrouped, ...this.#graph.dependants([...ids, ...regrouped])])
      this.#queue.add(id, 'dependency');
  }

  #go(): Promise<void> {
    this.#schedule();
    this.#publish();
    return this.idle();
  }

  #schedule(): void {
    if (this.#scheduled || this.#disposed) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#advance();
    });
  }

  /** Settles all that needs no evaluation, and starts the next evaluation. */
  #advance(): void {
    while (!this.#run && !this.#disposed) {
      const id = this.#nextCell();
      if (id === undefined) break;
      this.#begin(id);
    }
    this.#publish();
    if (this.#isIdle()) this.#wake();
  }

  /** The first cell in running order that is to run; cells that need not are let go, and stale needs are pulled in. */
  #nextCell(): CellId | undefined {
    const fresh = this.#freshCells();
    for (const id of this.#graph.order) {
      if (!this.#queue.has(id)) continue;
      if (fresh.has(id) && !this.#queue.isForced(id)) {
        this.#queue.take(id);
        continue;
      }
      const missing = this.#graph.problem(id) ? [] : this.#graph.dependencies([id]).filter(need => !fresh.has(need));
      if (missing.length === 0) return id;
      this.#want(missing, 'dependency');
      return this.#nextCell();
    }
    return undefined;
  }

  #begin(id: CellId): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    const problem = this.#graph.problem(id);
    const failed = this.#graph.needs(id).some(need => this.#entries.get(need.owner)?.result?.status !== 'ok');
    const lost = problem || failed ? undefined : this.#values.firstLost(id, this.#entries, this.#graph);
    const again = lost === undefined ? undefined : this.#entries.get(lost)?.result;
    if (lost !== undefined && again) {
      this.#evaluate({ cell: lost, cause: 'dependency', draft: again, silent: true, lost: false });
      return;
    }
    const cause = this.#queue.take(id);
    const draft = draftOf(entry, this.#entries, this.#graph, this.#newResult());
    if (problem) {
      this.#record(id, { ...draft, status: 'error', outcome: this.#options.refuse(id, problem) }, cause);
    } else if (failed) {
      this.#record(id, { ...draft, status: 'skipped', outcome: undefined }, cause);
    } else {
      this.#evaluate({ cell: id, cause, draft, silent: false, lost: false });
    }
  }

  #evaluate(run: Run<Outcome>): void {
    this.#run = run;
    const { kind, text, inputs, id, basis } = run.draft;
    const needs = [...basis].map(([name, from]) => ({ name, result: from.result.id }));
    const request = { kind, text, inputs, result: id, needs, silent: run.silent };
    const started = new Promise<Outcome>(resolve => resolve(this.#options.evaluator.evaluate(run.cell, request)));
    started
      .catch((error: unknown) => this.#options.fail(run.cell, error))
      .then(outcome => {
        if (this.#run === run) this.#finish(run, outcome);
      });
  }

  #finish(run: Run<Outcome>, outcome: Outcome): void {
    this.#run = undefined;
    const { id } = run.draft;
    const entry = this.#entries.get(run.cell);
    const isCurrent = entry !== undefined && sameContent(entry.cell, run.draft);
    if (!run.lost && outcome.status === 'ok') this.#values.hold(id);
    if (!isCurrent) {
      this.#forget();
    } else if (!run.silent) {
      this.#record(run.cell, { ...run.draft, status: outcome.status, outcome }, run.cause);
    } else if (outcome.status === 'error' && entry.result?.id === id) {
      // What went well once does not now: that is news.
      this.#record(run.cell, { ...run.draft, status: 'error', outcome }, run.cause);
    }
    // While it ran, the cells around it were changed so that other names reach it now.
    if (this.#mode === 'reactive' && this.#regrouped().includes(run.cell)) this.#want([run.cell], 'dependency');
    this.#schedule();
    this.#publish();
  }

  #record(id: CellId, result: Result<Outcome>, cause: Cause): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#entries.set(id, { ...entry, result });
    this.#changed();
    this.#options.onOutcome(id, result.outcome, cause);
  }

  /** Lets go of values that no cell's result has any more, and of what was known about freshness. */
  #changed(): void {
    this.#fresh = undefined;
    this.#forget();
  }

  #forget(): void {
    const results = [...this.#entries.values()].flatMap(entry => entry.result?.id ?? []);
    this.#values.keepOnly(new Set(this.#run ? [...results, this.#run.draft.id] : results));
  }

  #freshCells(): ReadonlySet<CellId> {
    this.#fresh ??= freshCells(this.#entries, this.#graph, this.#values.outdated);
    return this.#fresh;
  }

  #regrouped(): readonly CellId[] {
    return regroupedCells(this.#entries, this.#graph, this.#freshCells());
  }

  #publish(): void {
    if (this.#disposed) return;
    this.#announcer.announce(
      () => [...this.#entries.keys()].map(id => [id, this.state(id)] as const),
      (id, state) => this.#detail(id, state),
    );
  }

  #detail(id: CellId, state: CellState): StateDetail {
    if (id === this.#interrupted) return { interrupted: true };
    const because = state === 'skipped' ? causeOfSkip(id, this.#entries, this.#graph) : undefined;
    return because === undefined ? {} : { because };
  }

  #newResult(): ResultId {
    this.#nextResult += 1;
    return this.#nextResult - 1;
  }

  #isIdle(): boolean {
    return this.#disposed || (!this.#run && this.#queue.isEmpty && !this.#scheduled);
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
