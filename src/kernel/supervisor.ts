import * as l10n from '@vscode/l10n';
import { connectKernel, type RemoteKernel } from './connect';
import type { Port } from './port';
import { presentError } from './present/error';
import type { CellOutcome, CellRequest, HostFunctions, KernelOptions } from './protocol';

/** A running worker. */
export interface KernelWorker extends Port {
  /** Ends it at once, whatever it is doing. */
  terminate(): void;
  /** Called when it ends by itself, with the reason (out of memory, a crash). */
  onExit(listener: (reason: string) => void): void;
}

export interface SupervisorSettings {
  /** Milliseconds that one cell may take, or go without getting further where it tells how far it is; 0 for no limit. */
  readonly deadline: number;
  readonly options?: KernelOptions;
}

/** How much further a cell must have got to count as getting further. */
const STEP = 1e-3;

/** Why a kernel was lost. */
export type Loss = 'interrupted' | 'deadline' | 'crashed';

interface Pending {
  readonly result: number;
  /** How far it has told to be. */
  done: number;
  finish(outcome: CellOutcome): void;
  /** Gives it its time again. */
  extend(): void;
}

/**
 * Owns a kernel's worker: starts it when it is first needed, ends it on interrupt, deadline or crash, and starts anew.
 * Whoever uses it learns through `onLost` that the values are gone and which cells must be run again before others.
 */
export class Supervisor {
  private current: { readonly worker: KernelWorker; readonly kernel: RemoteKernel } | undefined;
  private readonly pending = new Set<Pending>();

  constructor(
    private readonly start: () => KernelWorker,
    private readonly host: HostFunctions,
    private settings: SupervisorSettings,
    private readonly onLost: (loss: Loss) => void = () => undefined,
  ) {}

  configure(settings: SupervisorSettings): void {
    this.settings = settings;
    void this.current?.kernel.configure(settings.options ?? {});
  }

  /** Runs a cell. Never rejects: a runaway or crashed cell comes back as an outcome with a sentence. */
  evaluate(request: CellRequest): Promise<CellOutcome> {
    const { kernel } = this.running();
    return new Promise(resolve => {
      const { deadline } = this.settings;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const pending: Pending = {
        result: request.result,
        done: 0,
        extend: () => {
          clearTimeout(timer);
          if (deadline > 0) timer = setTimeout(() => this.end('deadline', overdue(deadline)), deadline);
        },
        finish: outcome => {
          if (!this.pending.delete(pending)) return;
          clearTimeout(timer);
          resolve(outcome);
        },
      };
      pending.extend();
      this.pending.add(pending);
      kernel.evaluate(request).then(
        outcome => pending.finish(outcome),
        (error: unknown) => pending.finish(failure('failed', error instanceof Error ? error.message : String(error))),
      );
    });
  }

  forget(results: readonly number[]): void {
    void this.current?.kernel.forget(results);
  }

  /** Ends whatever runs; the cells that were running come back as interrupted. */
  interrupt(): void {
    this.end('interrupted', l10n.t('Interrupted. The notebook goes on: run the cell again when you like.'));
  }

  dispose(): void {
    this.current?.worker.terminate();
    this.current = undefined;
    for (const one of [...this.pending]) one.finish(failure('interrupted', l10n.t('The notebook was closed.')));
  }

  private running(): { readonly worker: KernelWorker; readonly kernel: RemoteKernel } {
    if (this.current) return this.current;
    const worker = this.start();
    const kernel = connectKernel(worker, {
      ...this.host,
      progress: (result, done, text) => {
        this.advanced(result, done);
        this.host.progress(result, done, text);
      },
    });
    const current = { worker, kernel };
    worker.onExit(reason => {
      if (this.current === current) this.end('crashed', reason);
    });
    this.current = current;
    void kernel.configure(this.settings.options ?? {});
    return current;
  }

  /** A cell that gets further is no runaway. Only whole steps count: a thousand of them are the most that it can take. */
  private advanced(result: number, done: number): void {
    for (const one of this.pending) {
      if (one.result !== result || done < one.done + STEP) continue;
      one.done = done;
      one.extend();
    }
  }

  private end(loss: Loss, sentence: string): void {
    this.current?.worker.terminate();
    this.current = undefined;
    const cut = [...this.pending];
    this.onLost(loss);
    for (const one of cut) one.finish(failure(loss, sentence));
  }
}

const overdue = (milliseconds: number): string =>
  l10n.t(
    'This took longer than {0} seconds and was stopped. Ask for less, or raise the setting scalebook.deadline.',
    milliseconds / 1000,
  );

/** An outcome for a cell that has none of its own. */
export const failure = (code: string, message: string): CellOutcome => ({
  status: 'error',
  outputs: [presentError({ severity: 'error', code, message, start: 0, end: 0 }, '')],
  variables: {},
  diagnostics: [{ severity: 'error', code, message, start: 0, end: 0 }],
  files: {},
  milliseconds: 0,
});
