import { isBuiltin } from '../../../language/names';
import { parse } from '../../../language/syntax/parser';

/** What Scale can say of a cell of Python. */
export interface Recognised {
  /** Cells of Scale; empty where nothing was understood. */
  readonly text: string;
  /** Whether it says all that the cell does. */
  readonly complete: boolean;
}

const ASSIGNMENT = /^([A-Za-z_]\w*)\s*=\s*(.+)$/;
const READ =
  /^(?:pd|pandas)\.(?:read_csv|read_table|read_json|read_parquet)\(\s*(["'])([^"'\\]+)\1\s*(?:,\s*lines\s*=\s*True\s*)?\)$/;
const IMPORT = /^(?:import\s+[\w.]+(?:\s+as\s+\w+)?|from\s+[\w.]+\s+import\s+[\w, ]+)\s*$/;

/** Definitions of plain numbers, texts, lists and files in Python, as Scale. Anything else is left alone. */
export function scaleOfPython(code: string, taken: Set<string>): Recognised {
  const lines: string[] = [];
  let complete = true;
  for (const line of logicalLines(code)) {
    if (line === '' || line.startsWith('#')) continue;
    if (IMPORT.test(line)) continue;
    const [, name = '', value = ''] = ASSIGNMENT.exec(line) ?? [];
    const scale = name === '' || taken.has(name) || isBuiltin(name) ? undefined : scaleValue(value);
    if (scale === undefined) {
      complete = false;
      continue;
    }
    taken.add(name);
    lines.push(`${name} = ${scale}`);
  }
  return { text: lines.join('\n'), complete: complete && lines.length > 0 };
}

/** Lines of code, those in open brackets joined. */
function logicalLines(code: string): string[] {
  const lines: string[] = [];
  let depth = 0;
  for (const line of code.split('\n')) {
    if (depth > 0) lines[lines.length - 1] = `${lines.at(-1)} ${line.trim()}`;
    else lines.push(line.trimEnd());
    depth += (line.match(/[([{]/g) ?? []).length - (line.match(/[)\]}]/g) ?? []).length;
  }
  return lines;
}

/** A literal or the reading of a file, as Scale; `undefined` for everything that would have to be run. */
function scaleValue(value: string): string | undefined {
  const bare = value.replace(/\s+#[^"']*$/, '').trim();
  const path = READ.exec(bare)?.[2];
  if (path !== undefined)
    return /^([a-z][a-z0-9+.-]*:|[\\/])/i.test(path) || path.includes('..') ? undefined : `load("${path}")`;
  const literal = bare
    .replace(/\bTrue\b/g, 'true')
    .replace(/\bFalse\b/g, 'false')
    .replace(/\bNone\b/g, 'none')
    .replace(/,\s*\]/g, ']');
  return isLiteral(literal) ? literal : undefined;
}

/** Numbers, plain texts, and lists of them; what Scale reads without a complaint. */
function isLiteral(text: string): boolean {
  const rest = text.replace(/"[^"\\]*"|'[^'\\]*'/g, '0');
  if (!/^[\d\s.,eE+\-*[\]_]*(?:\b(?:true|false|none)\b[\d\s.,eE+\-*[\]_]*)*$/.test(rest) || rest.trim() === '')
    return false;
  // Powers are written in another way, and nothing is translated here.
  if (text.includes('**')) return false;
  const { program, diagnostics } = parse(text);
  return diagnostics.length === 0 && program.statements.length === 1;
}
