import * as vscode from 'vscode';
import type { CellOutcome, Output } from '../kernel/protocol';
import { MIME_PREFIX } from '../views/view';

const INPUT_MIME = `${MIME_PREFIX}input+json`;

/** The outputs of a cell as an editor holds them, kept so that a new result can take the place of an old one without a flicker. */
export class CellOutputs {
  private shown:
    | {
        readonly ids: string;
        readonly texts: readonly string[];
        readonly outputs: readonly vscode.NotebookCellOutput[];
      }
    | undefined;

  constructor(private readonly cell: string) {}

  /** Shows an outcome. Outputs that are the same stay untouched; a control that is being moved is left alone. */
  async show(execution: vscode.NotebookCellExecution, outcome: CellOutcome, moved: boolean): Promise<void> {
    const outputs = outcome.outputs.map(output => this.addressed(output));
    const ids = outputs.map(o => `${o.id} ${o.items.map(i => i.mime).join(' ')}`).join('\n');
    const texts = outputs.map(o => JSON.stringify(o.items));
    const known = this.shown;
    if (known?.ids !== ids || known.outputs.length !== execution.cell.outputs.length) {
      const made = outputs.map(toOutput);
      this.shown = { ids, texts, outputs: made };
      await execution.replaceOutput(made);
      return;
    }
    this.shown = { ...known, texts };
    for (const [i, output] of outputs.entries()) {
      const target = known.outputs[i];
      if (!target || texts[i] === known.texts[i]) continue;
      if (moved && output.items.some(item => item.mime === INPUT_MIME)) continue;
      await execution.replaceOutputItems(output.items.map(toItem), target);
    }
  }

  async clear(execution: vscode.NotebookCellExecution): Promise<void> {
    this.shown = undefined;
    await execution.clearOutput();
  }

  /** Payloads of controls carry the cell that they belong to, so that their messages find it. */
  private addressed(output: Output): Output {
    return {
      id: output.id,
      items: output.items.map(item =>
        item.mime === INPUT_MIME && typeof item.data === 'object'
          ? { mime: item.mime, data: { ...item.data, outputId: this.cell } }
          : item,
      ),
    };
  }
}

/** Renderers cannot know the language of the editor by themselves: it goes with the output. */
const toOutput = (output: Output): vscode.NotebookCellOutput =>
  new vscode.NotebookCellOutput(output.items.map(toItem), { scalebook: output.id, language: vscode.env.language });

const toItem = ({ mime, data }: Output['items'][number]): vscode.NotebookCellOutputItem =>
  mime.startsWith('text/')
    ? vscode.NotebookCellOutputItem.text(String(data), mime)
    : vscode.NotebookCellOutputItem.json(data, mime);
