import type { CellId, GraphProblem } from '../graph';
import type { CellNames } from '../names';

/** What evaluating a cell gives: at least whether it went well. */
export interface CellOutcome {
  readonly status: 'ok' | 'error';
}

/** A cell that has a value: code or data. */
export interface SessionCell {
  readonly id: CellId;
  /** What the text is: `scale`, or a data cell's format and name, `csv runs`. Cells of equal kind and text mean the same. */
  readonly kind: string;
  readonly text: string;
}

/**
 * - `idle`: never run; `queued`: will run; `running`.
 * - `ok`, `error`: its result is what its text, its inputs and all that it needs give now.
 * - `skipped`: something that it needs failed.
 * - `stale`: it has a result, of another text or of other values.
 */
export type CellState = 'idle' | 'queued' | 'running' | 'ok' | 'error' | 'skipped' | 'stale';

export interface StateDetail {
  /** Of a skipped cell: the cell that failed. */
  readonly because?: CellId;
  /** The cell was running when the session was interrupted. */
  readonly interrupted?: true;
}

/**
 * Why a result appears: the reader ran the cell; an input of it moved; another cell ran that it needs or that needs it;
 * or it is the result of an earlier run that still belongs to this text (the file was read again).
 */
export type Cause = 'run' | 'input' | 'dependency' | 'restored';

/** In *reactive* mode what depends on a cell that runs, runs too; in *manual* mode it is marked stale. */
export type Mode = 'reactive' | 'manual';

/** Names what one evaluation has defined. */
export type ResultId = number;

export interface EvaluationRequest {
  readonly kind: string;
  readonly text: string;
  /** Under which to keep what the cell defines. */
  readonly result: ResultId;
  /** All that the cell may see of other cells: each name, and the evaluation that defined it. */
  readonly needs: readonly EvaluationNeed[];
  /** Where the reader has set the cell's inputs, by a key of the host's choice. */
  readonly inputs: ReadonlyMap<string, unknown>;
  /** The values were lost and are computed again; the outcome is known, and shown only if it is not ok any more. */
  readonly silent: boolean;
}

export interface EvaluationNeed {
  readonly name: string;
  readonly result: ResultId;
}

/** What evaluates cells, one at a time: a worker, or a stand-in for tests. */
export interface Evaluator<Outcome extends CellOutcome> {
  /** Keeps what the cell defines under `request.result` if, and only if, the outcome is ok. */
  evaluate(cell: CellId, request: EvaluationRequest): Promise<Outcome>;
  /** Nobody needs the values of these evaluations any more. */
  forget(results: readonly ResultId[]): void;
  /** Stops what runs, at once, and forgets all values. Evaluations can be asked for again directly afterwards. */
  reset(): void;
  dispose(): void;
}

export interface SessionOptions<Outcome extends CellOutcome> {
  readonly evaluator: Evaluator<Outcome>;
  /** What a cell defines and uses, built-in names left out. Called once for each text. */
  readonly analyze: (cell: SessionCell) => CellNames;
  readonly mode: Mode;
  /** The outcome, an error, of a cell that cannot run. */
  readonly refuse: (cell: CellId, problem: GraphProblem) => Outcome;
  /** The outcome, an error, of an evaluation that was rejected. */
  readonly fail: (cell: CellId, error: unknown) => Outcome;
  readonly onState: (cell: CellId, state: CellState, detail: StateDetail) => void;
  /** A new outcome to show; undefined: the cell was skipped and what it shows is void. It comes before its state. */
  readonly onOutcome: (cell: CellId, outcome: Outcome | undefined, cause: Cause) => void;
}
