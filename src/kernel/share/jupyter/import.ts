import * as l10n from '@vscode/l10n';
import { type EditorCell, fromCells, type NotebookDocument } from '../../../notebook/format';
import { JUPYTER_KEY } from './copy';
import { isObject, type JupyterCell, textOf } from './format';
import { frameCells } from './frames';
import { scaleOfPython } from './python';

/**
 * A `.scalebook` from a Jupyter notebook: Markdown, cells that came from Scalebook as they were, data that are recognised
 * (data frames in outputs, plain numbers and lists, files that are read), and other code shown as text.
 */
export function importJupyter(text: string): NotebookDocument {
  const json = parsed(text);
  const metadata = isObject(json.metadata) ? json.metadata : {};
  const own = isObject(metadata[JUPYTER_KEY]) ? metadata[JUPYTER_KEY] : {};
  const language = languageOf(metadata);
  const taken = new Set<string>();
  const cells = json.cells.flatMap(cell => editorCells(cell, language, taken));
  const frontMatter = typeof own.front_matter === 'string' ? own.front_matter : newFrontMatter(metadata.title);
  return fromCells(cells, { scalebook: { frontMatter } });
}

function parsed(text: string): { readonly metadata?: unknown; readonly cells: readonly JupyterCell[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error(l10n.t('This is not a Jupyter notebook: it is not valid JSON.'));
  }
  if (!isObject(json) || !Array.isArray(json.cells))
    throw new Error(l10n.t('This is not a Jupyter notebook of format 4: it has no cells.'));
  return { metadata: json.metadata, cells: json.cells.filter(isObject) };
}

function languageOf(metadata: Readonly<Record<string, unknown>>): string {
  const { language_info: info, kernelspec } = metadata;
  if (isObject(info) && typeof info.name === 'string') return info.name;
  return isObject(kernelspec) && typeof kernelspec.language === 'string' ? kernelspec.language : 'python';
}

const newFrontMatter = (title: unknown): string =>
  typeof title === 'string' ? `---\nscalebook: 1\ntitle: ${JSON.stringify(title)}\n---\n` : '---\nscalebook: 1\n---\n';

function editorCells(cell: JupyterCell, language: string, taken: Set<string>): EditorCell[] {
  const text = textOf(cell.source);
  const metadata = isObject(cell.metadata) ? cell.metadata : {};
  const own = isObject(metadata[JUPYTER_KEY]) ? metadata[JUPYTER_KEY] : {};
  if (own.colophon === true) return [];
  if (cell.cell_type === 'markdown' || cell.cell_type === 'raw')
    return [{ kind: 'markdown', language: 'markdown', text: typeof own.source === 'string' ? own.source : text }];
  if (own.kind === 'data' && typeof own.format === 'string')
    return [{ kind: 'code', language: own.format, text, metadata: { scalebook: own } }];
  if (own.kind === 'scale' || language === 'scale')
    return [{ kind: 'code', language: 'scale', text, metadata: { scalebook: own } }];
  const found = language.startsWith('python') ? scaleOfPython(text, taken) : undefined;
  const frames = frameCells(cell, text, taken);
  // Code of another language is kept for the reader, not for the kernel; code that was understood in full is replaced.
  const shown: EditorCell[] = found?.complete || text.trim() === '' ? [] : [{ kind: 'code', language, text }];
  const scale: EditorCell[] = found && found.text !== '' ? [{ kind: 'code', language: 'scale', text: found.text }] : [];
  return [...shown, ...scale, ...frames];
}
