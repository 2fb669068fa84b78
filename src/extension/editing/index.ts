import * as vscode from 'vscode';
import type { ScalebookController } from '../controller';
import { CellDiagnostics } from './diagnostics';
import { registerFormatting } from './formatting';
import { InlayValues } from './inlay-values';
import type { LanguageClient } from './language-client';
import { registerLanguageFeatures } from './language-features';
import { registerQuickFixes } from './quick-fixes';
import { registerRenameData } from './rename-data';
import { registerSemanticTokens } from './semantic-tokens';
import { registerSymbols } from './symbols';

/** What helps to write and to read cells. */
export const registerEditing = (client: LanguageClient, controller: ScalebookController): vscode.Disposable =>
  vscode.Disposable.from(
    registerLanguageFeatures(client),
    new CellDiagnostics(client, controller),
    registerQuickFixes(),
    registerRenameData(),
    registerSymbols(),
    registerFormatting(),
    registerSemanticTokens(client),
    new InlayValues(controller),
  );
