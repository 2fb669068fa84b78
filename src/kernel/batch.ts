import * as l10n from '@vscode/l10n';
import type { Diagnostic } from '../language/diagnostic';
import type { Json } from '../language/values/json';
import { type AnalysedCell, analyse } from '../notebook/analysis';
import { type Cell, type NotebookDocument, positionInFile } from '../notebook/format';
import type { CellOutcome, CellRequest, Position } from './protocol';
import { requestOf } from './request';
import { failure } from './supervisor';

export { requestOf };

/** A diagnostic with its place in the file; lines and columns from 1. */
export interface FileDiagnostic {
  readonly severity: Diagnostic['severity'];
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface BatchCell {
  readonly index: number;
  readonly cell: Cell;
  readonly status: 'ok' | 'error' | 'skipped';
  readonly outcome?: CellOutcome;
  readonly diagnostics: readonly FileDiagnostic[];
}

export interface BatchResult {
  readonly ok: boolean;
  readonly cells: readonly BatchCell[];
  readonly variables: Readonly<Record<string, Json>>;
  /** What the file itself has wrong: front matter, fences. */
  readonly warnings: readonly FileDiagnostic[];
}

export interface BatchOptions {
  readonly overrides?: Readonly<Record<string, string>>;
  readonly positions?: Readonly<Record<string, Readonly<Record<string, Position>>>>;
}

/** Runs a whole notebook in dependency order. What needs a failed cell is skipped. */
export async function runNotebook(
  document: NotebookDocument,
  evaluate: (request: CellRequest) => Promise<CellOutcome>,
  { overrides = {} }: BatchOptions = {},
): Promise<BatchResult> {
  const cells: AnalysedCell[] = document.cells.map((cell, i) => ({ id: String(i), cell }));
  const { graph, diagnostics } = analyse(cells, overrides);
  const done = new Map<string, BatchCell>();
  const variables = new Map<string, Json>();
  for (const id of graph.order) {
    const index = Number(id);
    const cell = document.cells[index] as Cell;
    const request = requestOf(id, cell, graph);
    if (!request) continue;
    const before = (diagnostics.get(id) ?? []).map(d => inFile(cell, d));
    const blocked = graph.needs(id).find(need => done.get(need.owner)?.status !== 'ok');
    if (graph.problem(id)) {
      const [first] = before.filter(d => d.code === graph.problem(id)?.kind);
      done.set(id, {
        index,
        cell,
        status: 'error',
        outcome: failure('graph', first?.message ?? ''),
        diagnostics: before,
      });
    } else if (blocked) {
      const message = l10n.t('Not run: it needs `{0}`, and the cell that defines it failed.', blocked.name);
      done.set(id, { index, cell, status: 'skipped', outcome: failure('skipped', message), diagnostics: before });
    } else {
      const outcome = await evaluate(request);
      const found = outcome.diagnostics.map(d => inFile(cell, d));
      const known = before.filter(b => !found.some(f => saysTheSame(b, f)));
      done.set(id, { index, cell, status: outcome.status, outcome, diagnostics: inOrder([...known, ...found]) });
      for (const [name, value] of Object.entries(outcome.full?.variables ?? {})) variables.set(name, value);
    }
  }
  const results = [...done.values()].sort((a, b) => a.index - b.index);
  return {
    ok: results.every(r => r.status === 'ok' && r.diagnostics.every(d => d.severity !== 'error')),
    cells: results,
    variables: Object.fromEntries(variables),
    warnings: document.warnings.map(({ severity, code, message, line, column, endLine, endColumn }) => ({
      severity,
      code,
      message,
      line,
      column,
      endLine,
      endColumn,
    })),
  };
}

/** What was seen before the cell ran, and stopped it when it did, is told once: by the run, which knows more. */
const saysTheSame = (before: FileDiagnostic, run: FileDiagnostic): boolean =>
  before.severity === run.severity &&
  ((before.line === run.line && before.column === run.column) || (before.code === run.code && overlap(before, run)));

const isBehind = (a: readonly [number, number], b: readonly [number, number]): boolean =>
  a[0] > b[0] || (a[0] === b[0] && a[1] >= b[1]);

const overlap = (a: FileDiagnostic, b: FileDiagnostic): boolean =>
  !isBehind([a.line, a.column], [b.endLine, b.endColumn]) && !isBehind([b.line, b.column], [a.endLine, a.endColumn]);

const inOrder = (diagnostics: readonly FileDiagnostic[]): readonly FileDiagnostic[] =>
  diagnostics.toSorted((a, b) => a.line - b.line || a.column - b.column);

/** Diagnostics only: nothing runs. */
export function checkNotebook(document: NotebookDocument): readonly FileDiagnostic[] {
  const cells: AnalysedCell[] = document.cells.map((cell, i) => ({ id: String(i), cell }));
  const { diagnostics } = analyse(cells);
  const found = cells.flatMap(({ id, cell }) => (diagnostics.get(id) ?? []).map(d => inFile(cell, d)));
  const warnings = document.warnings.map((w): FileDiagnostic => ({ ...w }));
  return inOrder([...warnings, ...found]);
}

function inFile(cell: Cell, { severity, code, message, start, end }: Diagnostic): FileDiagnostic {
  const from = positionInFile(cell, start);
  const to = positionInFile(cell, end);
  return { severity, code, message, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}
