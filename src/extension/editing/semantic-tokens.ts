import * as vscode from 'vscode';
import { SEMANTIC_MODIFIERS, SEMANTIC_TYPES } from '../../language/services/semantic';
import type { LanguageClient } from './language-client';
import { rangeOf } from './ranges';
import { SCALE_CELLS } from './selector';

/** Colours names by what they are: a function of the library, one's own, an argument, a unit. */
export function registerSemanticTokens(client: LanguageClient): vscode.Disposable {
  const legend = new vscode.SemanticTokensLegend([...SEMANTIC_TYPES], [...SEMANTIC_MODIFIERS]);
  return vscode.languages.registerDocumentSemanticTokensProvider(
    SCALE_CELLS,
    {
      provideDocumentSemanticTokens: async document => {
        const { version } = document;
        const found = await client.remote.semanticTokens(client.placeOf(document, new vscode.Position(0, 0)));
        if (document.version !== version) return undefined;
        const builder = new vscode.SemanticTokensBuilder(legend);
        for (const token of found) builder.push(rangeOf(document, token), token.type, [...token.modifiers]);
        return builder.build();
      },
    },
    legend,
  );
}
