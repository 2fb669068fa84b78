import { isDataName } from '../notebook/format/info';
import type { EvaluationRequest, Evaluator } from '../notebook/session';
import type { CellOutcome, CellRequest, Position } from './protocol';
import type { Supervisor } from './supervisor';

/** A session's cells evaluated by a supervised kernel. */
export class KernelEvaluator implements Evaluator<CellOutcome> {
  constructor(private readonly supervisor: Supervisor) {}

  evaluate(_cell: string, request: EvaluationRequest): Promise<CellOutcome> {
    return this.supervisor.evaluate(cellRequest(request));
  }

  forget(results: readonly number[]): void {
    this.supervisor.forget(results);
  }

  reset(): void {
    this.supervisor.interrupt();
  }

  dispose(): void {
    this.supervisor.dispose();
  }
}

function cellRequest({ kind, text, result, needs, inputs }: EvaluationRequest): CellRequest {
  const [format = '', name = ''] = kind.split(' ');
  const common = { text, result, needs: needs.map(need => ({ name: need.name, result: need.result })) };
  if (format === 'csv' || format === 'tsv' || format === 'json') {
    return { ...common, kind: 'data', format, name: isDataName(name) ? name : '' };
  }
  return { ...common, kind: 'scale', positions: Object.fromEntries(inputs) as Record<string, Position> };
}
