import { Parser } from 'htmlparser2';
import type { EditorCell } from '../../../notebook/format';
import { isObject, type JupyterCell, textOf } from './format';
import { freeName } from './names';

/** Data frames that a cell shows, as data cells: what pandas prints as an HTML table is recognised by its class. */
export function frameCells(cell: JupyterCell, code: string, taken: Set<string>): EditorCell[] {
  if (!Array.isArray(cell.outputs)) return [];
  return cell.outputs.flatMap(output => {
    const data = isObject(output) && isObject(output.data) ? output.data : {};
    const html = textOf(data['text/html']);
    const rows = html.includes('dataframe') ? tableRows(html) : [];
    // A frame that was printed in part is no data.
    if (rows.length < 2 || rows.some(row => row.some(field => field === '...'))) return [];
    const name = freeName(lastName(code) ?? 'frame', taken);
    const metadata = { scalebook: { name, format: 'csv' } };
    return [{ kind: 'code', language: 'csv', text: rows.map(csvLine).join('\n'), metadata } satisfies EditorCell];
  });
}

/** The name that a cell ends with: `runs`, `runs.head()`. */
function lastName(code: string): string | undefined {
  const last = code.trim().split('\n').at(-1) ?? '';
  return /^([A-Za-z_]\w*)(?:\.(?:head|tail|sort_values|round|describe)\(.*\))?$/.exec(last.trim())?.[1];
}

/** The rows of the first table, header first; a nameless index is left out. */
function tableRows(html: string): string[][] {
  const rows: string[][] = [];
  let field: string | undefined;
  let tables = 0;
  const parser = new Parser({
    onopentagname: name => {
      if (name === 'table') tables += 1;
      if (tables !== 1) return;
      if (name === 'tr') rows.push([]);
      if (name === 'td' || name === 'th') field = '';
    },
    ontext: text => {
      if (field !== undefined) field += text;
    },
    onclosetag: name => {
      if ((name !== 'td' && name !== 'th') || field === undefined) return;
      rows.at(-1)?.push(field.trim());
      field = undefined;
    },
  });
  parser.end(html);
  const [head = []] = rows;
  const full = rows.filter(row => row.length === head.length);
  return head[0] === '' ? full.map(row => row.slice(1)) : full;
}

const csvLine = (fields: readonly string[]): string =>
  fields.map(field => (/[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',');
