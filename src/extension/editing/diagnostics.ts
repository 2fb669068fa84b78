import * as vscode from 'vscode';
import type { Diagnostic, Fix } from '../../language/diagnostic';
import { cellId, readCells } from '../cells';
import type { ScalebookController } from '../controller';
import { NOTEBOOK_TYPE } from '../ids';
import type { LanguageClient } from './language-client';
import { rangeOf } from './ranges';

/** Milliseconds after the last keystroke before cells are checked again. */
const PAUSE = 200;

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
} as const;

/** Underlines what is wrong: as one types by the checker, and after a run by what failed. */
export class CellDiagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('scalebook');
  private readonly timers = new Map<vscode.NotebookDocument, ReturnType<typeof setTimeout>>();
  private readonly disposables: vscode.Disposable[] = [this.collection];

  constructor(
    private readonly client: LanguageClient,
    private readonly controller: ScalebookController,
  ) {
    this.disposables.push(
      vscode.workspace.onDidOpenNotebookDocument(notebook => this.schedule(notebook)),
      vscode.workspace.onDidChangeNotebookDocument(({ notebook }) => this.schedule(notebook)),
      vscode.workspace.onDidCloseNotebookDocument(notebook => {
        for (const cell of notebook.getCells()) this.collection.delete(cell.document.uri);
      }),
      controller.onDidOpen(live => live.onDidChange(() => this.schedule(live.notebook))),
    );
    for (const notebook of vscode.workspace.notebookDocuments) this.schedule(notebook);
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const one of this.disposables) one.dispose();
  }

  private schedule(notebook: vscode.NotebookDocument): void {
    if (notebook.notebookType !== NOTEBOOK_TYPE) return;
    clearTimeout(this.timers.get(notebook));
    this.timers.set(
      notebook,
      setTimeout(() => void this.check(notebook), PAUSE),
    );
  }

  private async check(notebook: vscode.NotebookDocument): Promise<void> {
    this.timers.delete(notebook);
    const cells = notebook.getCells();
    const versions = cells.map(cell => cell.document.version);
    const found = await this.client.remote.diagnose(readCells(notebook).map(({ read }) => read));
    const live = this.controller.find(notebook);
    for (const [i, cell] of cells.entries()) {
      if (cell.document.isClosed || cell.document.version !== versions[i]) continue;
      const before = found[i] ?? [];
      const id = cellId(cell);
      // What a run found belongs to the text that ran; remarks on answers stand with the answers.
      const fresh =
        live && ['ok', 'error'].includes(live.session.state(id)) ? (live.session.outcome(id)?.diagnostics ?? []) : [];
      const known = new Set(before.map(d => `${d.start} ${d.severity}`));
      const all = [...before, ...fresh.filter(d => d.code !== 'note' && !known.has(`${d.start} ${d.severity}`))];
      this.collection.set(
        cell.document.uri,
        all.map(d => new ScaleDiagnostic(cell.document, d)),
      );
    }
  }
}

/** A complaint with the change that would help, for quick fixes. */
export class ScaleDiagnostic extends vscode.Diagnostic {
  readonly fix: Fix | undefined;

  constructor(document: vscode.TextDocument, { severity, code, message, fix, ...span }: Diagnostic) {
    super(rangeOf(document, span), message, SEVERITIES[severity]);
    this.source = 'scale';
    this.code = code;
    this.fix = fix;
  }
}
