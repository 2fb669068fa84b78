import * as vscode from 'vscode';
import { isReserved } from '../../language/reserved';
import { analyze } from '../../language/syntax/analyze';
import type { Name } from '../../language/syntax/ast';
import { parse } from '../../language/syntax/parser';
import { isDataName } from '../../notebook/format';
import { readCells } from '../cells';
import { notebookOf } from './language-client';

interface Place {
  readonly document: vscode.TextDocument;
  readonly name: Name;
  readonly defines: boolean;
}

/** Everywhere that cells define or use names. */
function placesIn(notebook: vscode.NotebookDocument): Place[] {
  return readCells(notebook).flatMap(({ cell, read }): Place[] => {
    const { document } = cell;
    if (read.kind === 'data') return [{ document, name: { name: read.name, start: 0, end: 0 }, defines: true }];
    if (read.kind !== 'scale') return [];
    const { program } = parse(document.getText());
    const { defines, uses } = analyze(program);
    const own = new Set(defines.map(d => d.name));
    // Uses within the defining cell count too.
    const inside = own.size === 0 ? [] : usesOf(document.getText(), own);
    return [
      ...defines.map(name => ({ document, name, defines: true })),
      ...[...uses, ...inside].map(name => ({ document, name, defines: false })),
    ];
  });
}

/** Uses of some names in a text, found as if another cell defined them. */
function usesOf(text: string, names: ReadonlySet<string>): Name[] {
  const { program } = parse(text);
  const withoutTargets = { ...program, statements: program.statements.map(({ target: _, ...rest }) => rest) };
  return analyze(withoutTargets).uses.filter(use => names.has(use.name));
}

/** The name at a position, if it is one that a notebook could define. */
export function nameAt(document: vscode.TextDocument, position: vscode.Position): Name | undefined {
  const notebook = notebookOf(document);
  const offset = document.offsetAt(position);
  const places = notebook ? placesIn(notebook) : [];
  const name = places.find(p => p.document === document && p.name.start <= offset && offset <= p.name.end)?.name;
  // What no cell defines is the library's, or nothing.
  return name && places.some(p => p.defines && p.name.name === name.name) ? name : undefined;
}

/** Where the name at a position is defined. */
export function definitionOf(document: vscode.TextDocument, position: vscode.Position): vscode.Location | undefined {
  const name = nameAt(document, position);
  const notebook = notebookOf(document);
  return name && notebook && definitionNamed(notebook, name.name);
}

/** Where a notebook defines a name. */
export function definitionNamed(notebook: vscode.NotebookDocument, name: string): vscode.Location | undefined {
  const place = placesIn(notebook).find(p => p.defines && p.name.name === name);
  return place && locate(place);
}

/** Everywhere that the name at a position stands. */
export function referencesOf(document: vscode.TextDocument, position: vscode.Position): vscode.Location[] {
  const name = nameAt(document, position);
  const notebook = notebookOf(document);
  return name && notebook
    ? placesIn(notebook)
        .filter(p => p.name.name === name.name && p.name.end > p.name.start)
        .map(locate)
    : [];
}

/** Renames in all cells, data cells' fences included. */
export function renameEdits(
  document: vscode.TextDocument,
  position: vscode.Position,
  wanted: string,
): vscode.WorkspaceEdit {
  const name = nameAt(document, position);
  const notebook = notebookOf(document);
  const problem = notebook && nameProblem(notebook, wanted);
  if (problem) throw new Error(problem);
  return name && notebook ? renameNamed(notebook, name.name, wanted) : new vscode.WorkspaceEdit();
}

/** Why a notebook cannot define a name; `undefined` where it can. */
export function nameProblem(notebook: vscode.NotebookDocument, wanted: string): string | undefined {
  if (!isDataName(wanted) || isReserved(wanted)) return vscode.l10n.t('`{0}` cannot be a name.', wanted);
  return placesIn(notebook).some(p => p.defines && p.name.name === wanted)
    ? vscode.l10n.t('`{0}` is already defined in this notebook.', wanted)
    : undefined;
}

/** Gives a name of a notebook another, everywhere. */
export function renameNamed(notebook: vscode.NotebookDocument, name: string, wanted: string): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const place of placesIn(notebook).filter(p => p.name.name === name && p.name.end > p.name.start)) {
    const { uri, range } = locate(place);
    edit.replace(uri, range, wanted);
  }
  for (const { cell, read } of readCells(notebook)) {
    if (read.kind !== 'data' || read.name !== name) continue;
    const own = (cell.metadata.scalebook ?? {}) as Readonly<Record<string, unknown>>;
    edit.set(notebook.uri, [
      vscode.NotebookEdit.updateCellMetadata(cell.index, { ...cell.metadata, scalebook: { ...own, name: wanted } }),
    ]);
  }
  return edit;
}

const locate = ({ document, name }: Place): vscode.Location =>
  new vscode.Location(document.uri, new vscode.Range(document.positionAt(name.start), document.positionAt(name.end)));
