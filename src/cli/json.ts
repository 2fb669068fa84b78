import type { BatchResult } from '../kernel/batch';
import { failure } from '../kernel/supervisor';

/** Version of the document that `--format json` prints. */
const VERSION = 1;

/** The one document of `scalebook run --format json`. */
export function jsonDocument(file: string, result: BatchResult): unknown {
  return {
    scalebook: VERSION,
    file,
    ok: result.ok,
    cells: result.cells.map(({ index, cell, status, outcome = failure('skipped', ''), diagnostics }) => ({
      index,
      kind: cell.kind === 'scale' ? 'code' : 'data',
      language: cell.kind === 'data' ? cell.format : 'scale',
      line: cell.line,
      status,
      value: outcome.full?.value ?? null,
      views: outcome.full?.views ?? [],
      diagnostics,
    })),
    variables: result.variables,
    ...(result.warnings.length > 0 ? { warnings: result.warnings } : {}),
  };
}
