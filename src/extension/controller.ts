import * as vscode from 'vscode';

const TEXT_MIME = 'application/vnd.scalebook.text+json';

/** Runs cells one after the other. */
export class ScalebookController implements vscode.Disposable {
  readonly #controller: vscode.NotebookController;
  #order = 0;

  constructor(notebookType: string) {
    this.#controller = vscode.notebooks.createNotebookController('scalebook', notebookType, 'Scale');
    this.#controller.supportedLanguages = ['scale'];
    this.#controller.supportsExecutionOrder = true;
    this.#controller.executeHandler = async cells => {
      for (const cell of cells) await this.#run(cell);
    };
  }

  async #run(cell: vscode.NotebookCell): Promise<void> {
    const execution = this.#controller.createNotebookCellExecution(cell);
    this.#order += 1;
    execution.executionOrder = this.#order;
    execution.start(Date.now());
    const source = cell.document.getText();
    await execution.replaceOutput(
      new vscode.NotebookCellOutput([
        vscode.NotebookCellOutputItem.json({ text: source }, TEXT_MIME),
        vscode.NotebookCellOutputItem.text(source, 'text/plain'),
      ]),
    );
    execution.end(true, Date.now());
  }

  dispose(): void {
    this.#controller.dispose();
  }
}
