import * as vscode from 'vscode';
import { cellId, readCells } from './cells';
import type { ScalebookController } from './controller';
import { NOTEBOOK_TYPE } from './ids';

/** Says in a cell's status bar what a data cell is called, how far it is, when what it shows is out of date, or why it was not run. */
export class CellStatus implements vscode.NotebookCellStatusBarItemProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCellStatusBarItems = this.changed.event;
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly controller: ScalebookController) {
    this.disposables = [
      this.changed,
      vscode.notebooks.registerNotebookCellStatusBarItemProvider(NOTEBOOK_TYPE, this),
      controller.onDidOpen(live => live.onDidChange(() => this.changed.fire())),
    ];
  }

  provideCellStatusBarItems(cell: vscode.NotebookCell): vscode.NotebookCellStatusBarItem[] {
    return [...dataName(cell), ...this.stateItems(cell)];
  }

  private stateItems(cell: vscode.NotebookCell): vscode.NotebookCellStatusBarItem[] {
    const live = this.controller.find(cell.notebook);
    if (!live || cell.kind !== vscode.NotebookCellKind.Code) return [];
    const state = live.session.state(cellId(cell));
    const item = (text: string, tooltip: string): vscode.NotebookCellStatusBarItem => {
      const made = new vscode.NotebookCellStatusBarItem(text, vscode.NotebookCellStatusBarAlignment.Left);
      made.tooltip = tooltip;
      made.command = {
        command: 'scalebook.runStale',
        title: vscode.l10n.t('Run Stale Cells'),
        arguments: [cell.notebook.uri],
      };
      return made;
    };
    const progress = state === 'running' ? live.progress(cellId(cell)) : undefined;
    if (progress) {
      const { done, text } = progress;
      const told = [`${Math.round(done * 100)} %`, ...(text === undefined ? [] : [text])].join(' · ');
      const made = item(`$(sync~spin) ${told}`, vscode.l10n.t('Click to stop.'));
      made.command = {
        command: 'scalebook.interrupt',
        title: vscode.l10n.t('Stop'),
        arguments: [cell.notebook.uri],
      };
      return [made];
    }
    if (state === 'stale') {
      return [
        item(
          `$(warning) ${vscode.l10n.t('stale')}`,
          vscode.l10n.t(
            'This result is out of date: the cell, or something that it uses, has changed. Click to run what is stale.',
          ),
        ),
      ];
    }
    if (state === 'skipped') {
      return [
        item(
          `$(circle-slash) ${vscode.l10n.t('not run')}`,
          vscode.l10n.t('Something that this cell needs has failed.'),
        ),
      ];
    }
    return [];
  }

  dispose(): void {
    for (const one of this.disposables) one.dispose();
  }
}

/** The name that a data cell defines: its fence, which holds it, is not in view. */
function dataName(cell: vscode.NotebookCell): vscode.NotebookCellStatusBarItem[] {
  if (cell.document.languageId === 'scale' || cell.kind !== vscode.NotebookCellKind.Code) return [];
  const read = readCells(cell.notebook).find(each => each.cell === cell)?.read;
  if (read?.kind !== 'data') return [];
  const item = new vscode.NotebookCellStatusBarItem(
    `$(table) ${read.name}`,
    vscode.NotebookCellStatusBarAlignment.Right,
  );
  item.tooltip = vscode.l10n.t('Cells know these data as `{0}`. Click to rename.', read.name);
  item.command = {
    command: 'scalebook.renameData',
    title: vscode.l10n.t('Rename Data'),
    arguments: [cellId(cell)],
  };
  return [item];
}
