import * as vscode from 'vscode';
import { format } from '../../language/services/format';
import { SCALE_CELLS } from './selector';

/** Lays cells out, for "Format Cell", "Format Notebook" and on saving where that is set. */
export const registerFormatting = (): vscode.Disposable =>
  vscode.languages.registerDocumentFormattingEditProvider(SCALE_CELLS, {
    provideDocumentFormattingEdits: document => {
      const text = document.getText();
      const laidOut = format(text);
      if (laidOut === text) return [];
      const all = new vscode.Range(document.positionAt(0), document.positionAt(text.length));
      return [vscode.TextEdit.replace(all, laidOut)];
    },
  });
