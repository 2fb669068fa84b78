import { findField } from '../evaluate/fields';
import { findNamespace } from '../library/namespaces';
import { findEntry } from '../library/registry';
import { scan } from '../syntax/scanner';
import { kindOf } from '../values/value';
import { infoAt, type NotebookNames, type VariableInfo } from './notebook-names';
import { variableInfo } from './variable-info';

/** What a table has besides its columns. */
const PROPERTIES: ReadonlySet<string> = new Set(['rows', 'columns']);

/** Columns, with their first values in short, of the tables that a statement names before some place. */
export function columnsNamedIn(statement: string, notebook: NotebookNames): ReadonlyMap<string, VariableInfo> {
  const { tokens } = scan(statement);
  const columns = new Map<string, VariableInfo>();
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i]?.kind !== 'name') continue;
    const path = [tokens[i]?.text ?? ''];
    while (tokens[i + 1]?.text === '.' && tokens[i + 2]?.kind === 'name') {
      i += 2;
      path.push(tokens[i]?.text ?? '');
    }
    for (const [name, info] of Object.entries(tableAt(path, notebook)?.fields ?? {})) {
      if (!PROPERTIES.has(name)) columns.set(name, info);
    }
  }
  return columns;
}

/** The table that a path leads to; for a path into its columns, the table itself. */
function tableAt(path: readonly string[], notebook: NotebookNames): VariableInfo | undefined {
  for (let length = path.length; length > 0; length--) {
    const found = infoAt(path.slice(0, length), notebook);
    // Rows may be a list of records too.
    if (found && (found.kind === 'table' || found.kind === 'list')) return found;
  }
  return builtinTable(path);
}

/** `data.loss_curves`, or a collection that is a table too: `models`. */
function builtinTable([first = '', second]: readonly string[]): VariableInfo | undefined {
  const space = findNamespace(first);
  if (!space) return undefined;
  const member = second === undefined ? undefined : findField(space, second);
  if (member !== undefined && kindOf(member) === 'table') return variableInfo(member, 1);
  // `models.where(…)` is `where(models, …)`; `laws.epoch` is no table.
  const isTable = second === undefined || (member === undefined && findEntry(second));
  return isTable && space.table ? variableInfo(space.table(), 1) : undefined;
}
