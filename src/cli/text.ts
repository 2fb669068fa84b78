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

/** The note with its answers below the cells. */
export function markdownDocument(
  title: string,
  cells: readonly { readonly kind: string; readonly text: string }[],
  result: BatchResult,
): string {
  const answers = new Map(result.cells.map(cell => [cell.index, cell]));
  const parts = cells.map((cell, i) => {
    if (cell.kind === 'markdown') return cell.text;
    if (cell.kind === 'data') return '';
    const answer = answers.get(i);
    const outputs = fallback(answer?.outcome, 'text/markdown').join('\n\n');
    return [`\`\`\`scale\n${cell.text}\n\`\`\``, outputs].filter(Boolean).join('\n\n');
  });
  const head = title && !cells.some(c => /^#\s/m.test(c.text)) ? [`# ${title}`] : [];
  return `${[...head, ...parts].filter(part => part.trim() !== '').join('\n\n')}\n`;
}

/** `file:line:column: severity: message`, the form that editors and CI systems read. */
export const diagnosticLine = (file: string, { line, column, severity, message }: FileDiagnostic): string =>
  `${file}:${line}:${column}: ${severity}: ${message.split('\n').join(' ')}`;
