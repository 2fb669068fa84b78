import * as vscode from 'vscode';
import { KernelEvaluator } from '../kernel/evaluator';
import type { CellOutcome, Position, VariableInfo } from '../kernel/protocol';
import { failure, type KernelWorker, Supervisor } from '../kernel/supervisor';
import { analyze } from '../language/syntax/analyze';
import { parse } from '../language/syntax/parser';
import { describeProblem } from '../notebook/graph';
import { withoutReserved } from '../notebook/names';
import { type Cause, type CellState, Session, type StateDetail } from '../notebook/session';
import { cellId, sessionCells } from './cells';
import { filesOf } from './files';
import { messagesOf } from './messages';
import { CellOutputs } from './outputs';
import { settings } from './settings';

/** How a host starts a kernel. */
export type StartKernel = (memory: number) => KernelWorker;

/** A cell that is shown as running. */
interface Execution {
  readonly execution: vscode.NotebookCellExecution;
  /** How it is about to end. */
  end: { readonly success: boolean | undefined; readonly at: number } | undefined;
}

/** Milliseconds between two showings of progress. */
const TELL = 150;

/** An open notebook that runs: a session, its kernel, and what the editor shows of them. */
export class LiveNotebook implements vscode.Disposable {
  readonly session: Session<CellOutcome>;
  private readonly supervisor: Supervisor;
  private readonly executions = new Map<string, Execution>();
  private readonly outputs = new Map<string, CellOutputs>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when a state or an outcome changed. */
  readonly onDidChange = this.changed.event;
  private order = 0;
  /** What the running cell has told of how far it is. */
  private told: { readonly id: string; readonly done: number; readonly text?: string } | undefined;
  private telling: ReturnType<typeof setTimeout> | undefined;
  /** Writes to a cell's outputs, one after the other: they must not overtake each other. */
  private readonly writing = new Map<string, Promise<void>>();

  constructor(
    readonly notebook: vscode.NotebookDocument,
    private readonly controller: vscode.NotebookController,
    start: StartKernel,
    isReserved: (name: string) => boolean,
  ) {
    const host = {
      ...filesOf(notebook),
      progress: (_result: number, done: number, text?: string) => this.showProgress(done, text),
    };
    this.supervisor = new Supervisor(
      () => start(settings.memory()),
      host,
      this.supervisorSettings(),
      loss => {
        if (loss !== 'interrupted') this.session.valuesLost();
      },
    );
    this.session = new Session<CellOutcome>({
      evaluator: new KernelEvaluator(this.supervisor),
      analyze: ({ kind, text }) => {
        const [format = '', name = ''] = kind.split(' ');
        const names =
          format === 'scale' ? analyze(parse(text).program) : { defines: [{ name, start: 0, end: 0 }], uses: [] };
        return withoutReserved(names, isReserved);
      },
      mode: settings.mode(),
      refuse: (cell, problem) =>
        failure(
          problem.kind,
          describeProblem(problem, cell, id => this.label(id)),
        ),
      fail: (_cell, error) => failure('failed', error instanceof Error ? error.message : String(error)),
      onState: (cell, state, detail) => this.onState(cell, state, detail),
      onOutcome: (cell, outcome, cause) => this.onOutcome(cell, outcome, cause),
    });
    this.update();
  }

  /** To be called when cells or their texts have changed. */
  update(): void {
    this.session.update(sessionCells(this.notebook));
    this.changed.fire();
  }

  configure(): void {
    this.session.mode = settings.mode();
    this.supervisor.configure(this.supervisorSettings());
  }

  setInput(cell: string, key: string, position: Position): void {
    void this.session.setInput(cell, key, position);
  }

  /** Every name that the notebook defines, with its value in short where it has run. */
  variables(): Record<string, VariableInfo | null> {
    const found = [...this.session.graph.owners].map(
      ([name, owner]) => [name, this.session.outcome(owner)?.variables[name] ?? null] as const,
    );
    return Object.fromEntries(found);
  }

  find(id: string): vscode.NotebookCell | undefined {
    return this.notebook.getCells().find(cell => cellId(cell) === id);
  }

  dispose(): void {
    this.session.dispose();
    for (const { execution } of this.executions.values()) execution.end(undefined);
    this.executions.clear();
    clearTimeout(this.telling);
    this.changed.dispose();
  }

  private supervisorSettings() {
    const messages = messagesOf();
    return { deadline: settings.deadline(), options: { ...(messages && { messages }) } };
  }

  /** How a reader knows a cell: by its place. */
  private label(id: string): string {
    const index = this.notebook.getCells().findIndex(cell => cellId(cell) === id);
    return vscode.l10n.t('cell {0}', index + 1);
  }

  private onState(id: string, state: CellState, detail: StateDetail): void {
    if (state === 'running') this.begin(id);
    else if (state !== 'queued') this.finish(id, state, detail);
    this.changed.fire();
  }

  /** The execution that shows a cell as running. One that is about to end goes on: VS Code allows one at a time. */
  private begin(id: string): vscode.NotebookCellExecution | undefined {
    const known = this.executions.get(id);
    if (known) {
      known.end = undefined;
      return known.execution;
    }
    const cell = this.find(id);
    if (!cell) return undefined;
    try {
      const execution = this.controller.createNotebookCellExecution(cell);
      this.order += 1;
      execution.executionOrder = this.order;
      execution.start(Date.now());
      execution.token.onCancellationRequested(() => this.session.interrupt());
      this.executions.set(id, { execution, end: undefined });
      return execution;
    } catch (error) {
      // Another kernel was chosen, or the notebook is closing: the session goes on without showing it.
      console.warn('scalebook: a cell cannot be shown as running:', error);
      return undefined;
    }
  }

  private finish(id: string, state: CellState, detail: StateDetail): void {
    if (this.told?.id === id) this.told = undefined;
    const ended = state === 'ok' || state === 'error' || state === 'skipped';
    this.endSoon(id, detail.interrupted || !ended ? undefined : state === 'ok');
  }

  private onOutcome(id: string, outcome: CellOutcome | undefined, cause: Cause): void {
    // Results come back for cells that did not run just now too: after a reload, or when what they need failed.
    const known = this.executions.get(id);
    const running = known !== undefined && known.end === undefined;
    const execution = this.begin(id);
    if (!execution) return;
    const outputs = this.outputs.get(id) ?? new CellOutputs(id);
    this.outputs.set(id, outputs);
    this.write(id, () => (outcome ? outputs.show(execution, outcome, cause === 'input') : outputs.clear(execution)));
    if (!running) this.endSoon(id, outcome ? outcome.status === 'ok' : undefined);
  }

  /** Ends an execution once its outputs are written, unless the cell runs again by then. */
  private endSoon(id: string, success: boolean | undefined): void {
    const entry = this.executions.get(id);
    if (!entry) return;
    // Drawing is not part of the time that the cell took.
    const end = { success, at: Date.now() };
    entry.end = end;
    this.write(id, async () => {
      if (entry.end !== end) return;
      this.executions.delete(id);
      entry.execution.end(end.success, end.at);
    });
  }

  private write(id: string, work: () => Thenable<void>): void {
    const before = this.writing.get(id) ?? Promise.resolve();
    const next = before.then(work).then(undefined, (error: unknown) => {
      // A cell may be deleted while its result is on the way: there is nowhere to show it then.
      console.warn('scalebook: an output was not shown:', error);
    });
    this.writing.set(id, next);
  }

  /** How far a running cell has told to be. */
  progress(id: string): { readonly done: number; readonly text?: string } | undefined {
    return this.told?.id === id ? this.told : undefined;
  }

  private showProgress(done: number, text?: string): void {
    // One cell runs at a time.
    const [id] = [...this.executions].find(([, { end }]) => end === undefined) ?? [];
    if (id === undefined) return;
    this.told = { id, done, ...(text !== undefined && { text }) };
    // Progress comes faster than anyone reads.
    this.telling ??= setTimeout(() => {
      this.telling = undefined;
      this.changed.fire();
    }, TELL);
  }
}
