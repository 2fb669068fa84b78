import type { BatchResult, FileDiagnostic } from '../kernel/batch';
import type { CellOutcome } from '../kernel/protocol';

const fallback = (outcome: CellOutcome | undefined, mime: string): string[] =>
  (outcome?.outputs ?? []).flatMap(output => {
    const item = output.items.find(i => i.mime === mime) ?? output.items.find(i => i.mime === 'text/plain');
    return item ? [String(item.data)] : [];
  });

/** What the cells answer, one after the other; failed ones are told on standard error. */
export const textDocument = (result: BatchResult): string =>
  result.cells
    .filter(({ cell }) => cell.kind === 'scale')
    .flatMap(({ status, outcome }) => (status === 'ok' ? [fallback(outcome, 'text/plain').join('\n')] : []))
    .filter(text => text !== '')
    .join('\n\n');

/** `file:line:column: severity: message`, the form that editors and CI systems read. */
export const diagnosticLine = (file: string, { line, column, severity, message }: FileDiagnostic): string =>
  `${file}:${line}:${column}: ${severity}: ${message.split('\n').join(' ')}`;
