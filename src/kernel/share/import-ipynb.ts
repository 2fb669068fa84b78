import * as l10n from '@vscode/l10n';
import { type EditorCell, fromCells, type NotebookDocument } from '../../notebook/format';

interface JupyterCell {
  readonly cell_type?: unknown;
  readonly source?: unknown;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

const sourceText = (source: unknown): string =>
  Array.isArray(source) ? source.map(String).join('') : typeof source === 'string' ? source : '';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A `.scalebook` from a Jupyter notebook: Markdown cells, cells that came from Scalebook, and other code shown as text. */
export function importJupyter(text: string): NotebookDocument {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error(l10n.t('This is not a Jupyter notebook: it is not valid JSON.'));
  }
  if (!isObject(json) || !Array.isArray(json.cells))
    throw new Error(l10n.t('This is not a Jupyter notebook of format 4: it has no cells.'));
  const metadata = isObject(json.metadata) ? json.metadata : {};
  const own = isObject(metadata.scalebook) ? metadata.scalebook : {};
  const language =
    isObject(metadata.language_info) && typeof metadata.language_info.name === 'string'
      ? metadata.language_info.name
      : 'python';
  const cells = (json.cells as readonly JupyterCell[]).flatMap(cell => editorCell(cell, language));
  const frontMatter = typeof own.front_matter === 'string' ? own.front_matter : titleFrontMatter(metadata.title);
  return fromCells(cells, { scalebook: { frontMatter } });
}

function titleFrontMatter(title: unknown): string {
  return typeof title === 'string'
    ? `---\nscalebook: 1\ntitle: ${JSON.stringify(title)}\n---\n`
    : '---\nscalebook: 1\n---\n';
}

function editorCell(cell: JupyterCell, language: string): EditorCell[] {
  const text = sourceText(cell.source);
  const own = isObject(cell.metadata?.scalebook) ? cell.metadata.scalebook : {};
  if (own.colophon === true) return [];
  if (cell.cell_type === 'markdown' || cell.cell_type === 'raw')
    return [{ kind: 'markdown', language: 'markdown', text }];
  if (own.kind === 'data' && typeof own.format === 'string')
    return [{ kind: 'code', language: own.format, text, metadata: { scalebook: own } }];
  if (own.kind === 'scale' || language === 'scale')
    return [{ kind: 'code', language: 'scale', text, metadata: { scalebook: own } }];
  // Code of another language is kept for the reader, not for the kernel.
  return [{ kind: 'code', language, text }];
}
