import * as vscode from 'vscode';
import type { Position } from '../kernel/protocol';
import { cellId } from './cells';
import { CONTROLLER_ID, EXTENSION_ID, NOTEBOOK_TYPE } from './ids';
import { LiveNotebook, type StartKernel } from './live-notebook';
import { settings } from './settings';

/** Runs the cells of open notebooks: a live notebook each. */
export class ScalebookController implements vscode.Disposable {
  private readonly controller: vscode.NotebookController;
  private readonly live = new Map<vscode.NotebookDocument, LiveNotebook>();
  private readonly opened = new vscode.EventEmitter<LiveNotebook>();
  /** Fires when a notebook comes to life. */
  readonly onDidOpen = this.opened.event;
  private readonly disposables: vscode.Disposable[] = [];

  constructor(
    private readonly start: StartKernel,
    private readonly isReserved: (name: string) => boolean,
  ) {
    this.controller = vscode.notebooks.createNotebookController(CONTROLLER_ID, NOTEBOOK_TYPE, 'Scale');
    this.controller.supportedLanguages = ['scale', 'csv', 'tsv', 'json', 'plaintext'];
    this.controller.supportsExecutionOrder = true;
    this.controller.description = vscode.l10n.t('scaling laws, plans and plots');
    this.controller.executeHandler = (cells, notebook) => this.execute(cells, notebook);
    this.disposables.push(
      this.controller,
      this.opened,
      this.controller.onDidChangeSelectedNotebooks(({ notebook, selected }) => {
        if (selected) this.runOnOpen(notebook);
      }),
      vscode.workspace.onDidChangeNotebookDocument(({ notebook }) => this.live.get(notebook)?.update()),
      vscode.workspace.onDidCloseNotebookDocument(notebook => this.close(notebook)),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('scalebook')) for (const one of this.live.values()) one.configure();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        if (settings.runOnOpen()) for (const one of this.live.values()) void one.session.runStale();
      }),
      vscode.window.onDidChangeActiveNotebookEditor(editor => editor && this.select(editor)),
    );
    for (const editor of vscode.window.visibleNotebookEditors) this.select(editor);
  }

  /** The live notebook of a document; made when first asked for. */
  of(notebook: vscode.NotebookDocument): LiveNotebook {
    const known = this.live.get(notebook);
    if (known) return known;
    const made = new LiveNotebook(notebook, this.controller, this.start, this.isReserved);
    this.live.set(notebook, made);
    this.opened.fire(made);
    return made;
  }

  find(notebook: vscode.NotebookDocument): LiveNotebook | undefined {
    return this.live.get(notebook);
  }

  /** The live notebook that a cell belongs to. */
  ofCell(id: string): LiveNotebook | undefined {
    return [...this.live.values()].find(one => one.find(id) !== undefined);
  }

  setInput(cell: string, key: string, position: Position): void {
    this.ofCell(cell)?.setInput(cell, key, position);
  }

  dispose(): void {
    for (const one of this.live.values()) one.dispose();
    for (const one of this.disposables) one.dispose();
  }

  private async execute(cells: readonly vscode.NotebookCell[], notebook: vscode.NotebookDocument): Promise<void> {
    const { session } = this.of(notebook);
    const codeCells = notebook.getCells().filter(cell => cell.kind === vscode.NotebookCellKind.Code);
    if (cells.length > 1 && cells.length === codeCells.length) await session.runAll();
    else await session.run(cells.map(cellId));
  }

  /** The only kernel that there is should not have to be chosen. */
  private select(editor: vscode.NotebookEditor): void {
    if (editor.notebook.notebookType !== NOTEBOOK_TYPE) return;
    void vscode.commands.executeCommand('notebook.selectKernel', {
      id: CONTROLLER_ID,
      extension: EXTENSION_ID,
      notebookEditor: editor,
    });
  }

  /** Scale is pure and bounded: opening a trusted notebook fills it, as opening a spreadsheet does. */
  private runOnOpen(notebook: vscode.NotebookDocument): void {
    if (this.live.has(notebook)) return;
    const live = this.of(notebook);
    if (vscode.workspace.isTrusted && settings.runOnOpen()) void live.session.runAll();
  }

  private close(notebook: vscode.NotebookDocument): void {
    this.live.get(notebook)?.dispose();
    this.live.delete(notebook);
  }
}
