import * as vscode from 'vscode';
import { ScaleDiagnostic } from './diagnostics';
import { rangeOf } from './ranges';
import { SCALE_CELLS } from './selector';

/** Offers what a complaint says would help: the name or the unit that was probably meant. */
export const registerQuickFixes = (): vscode.Disposable =>
  vscode.languages.registerCodeActionsProvider(
    SCALE_CELLS,
    {
      provideCodeActions: (document, _range, { diagnostics }) =>
        diagnostics.flatMap(diagnostic => {
          if (!(diagnostic instanceof ScaleDiagnostic) || !diagnostic.fix) return [];
          const { title, text } = diagnostic.fix;
          const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
          action.diagnostics = [diagnostic];
          action.isPreferred = true;
          action.edit = new vscode.WorkspaceEdit();
          action.edit.replace(document.uri, rangeOf(document, diagnostic.fix), text);
          return [action];
        }),
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
