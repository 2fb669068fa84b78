import * as vscode from 'vscode';
import { connectLanguage, type RemoteLanguage } from '../../kernel/connect';
import type { Place } from '../../kernel/language-service';
import type { KernelWorker } from '../../kernel/supervisor';
import { NOTEBOOK_TYPE } from '../ids';
import { messagesOf } from '../messages';

/** Asks the language service, a worker that is started when it is first needed. */
export class LanguageClient implements vscode.Disposable {
  private running: { readonly worker: KernelWorker; readonly remote: RemoteLanguage } | undefined;

  constructor(
    private readonly start: () => KernelWorker,
    private readonly variablesOf: (notebook: vscode.NotebookDocument) => Place['names'] | undefined,
  ) {}

  /** Names that belong to the language; empty until the service has said so. */
  reserved: ReadonlySet<string> = new Set();

  get remote(): RemoteLanguage {
    if (this.running) return this.running.remote;
    const worker = this.start();
    const remote = connectLanguage(worker);
    const running = { worker, remote };
    worker.onExit(() => {
      if (this.running === running) this.running = undefined;
    });
    this.running = running;
    void remote.reserved().then(names => {
      this.reserved = new Set(names);
    });
    const messages = messagesOf();
    if (messages) void remote.setMessages(messages);
    return remote;
  }

  /** A place in a cell with the names of the notebook around it. */
  placeOf(document: vscode.TextDocument, position: vscode.Position): Place {
    const notebook = notebookOf(document);
    return {
      text: document.getText(),
      offset: document.offsetAt(position),
      names: (notebook && this.variablesOf(notebook)) ?? {},
    };
  }

  dispose(): void {
    this.running?.worker.terminate();
    this.running = undefined;
  }
}

/** The notebook that a cell's document belongs to. */
export const notebookOf = (document: vscode.TextDocument): vscode.NotebookDocument | undefined =>
  vscode.workspace.notebookDocuments.find(
    notebook => notebook.notebookType === NOTEBOOK_TYPE && notebook.getCells().some(cell => cell.document === document),
  );
