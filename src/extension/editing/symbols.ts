import * as vscode from 'vscode';
import { cellSymbols, type SymbolKind } from '../../language/services/symbols';
import { rangeOf } from './ranges';
import { SCALE_CELLS } from './selector';

const KINDS: Readonly<Record<SymbolKind, vscode.SymbolKind>> = {
  function: vscode.SymbolKind.Function,
  input: vscode.SymbolKind.Event,
  variable: vscode.SymbolKind.Variable,
};

/** Definitions in the outline, in the breadcrumbs and in "Go to Symbol". */
export const registerSymbols = (): vscode.Disposable =>
  vscode.languages.registerDocumentSymbolProvider(SCALE_CELLS, {
    provideDocumentSymbols: document =>
      cellSymbols(document.getText()).map(
        symbol =>
          new vscode.DocumentSymbol(
            symbol.name,
            '',
            KINDS[symbol.kind],
            rangeOf(document, symbol),
            rangeOf(document, symbol.place),
          ),
      ),
  });
