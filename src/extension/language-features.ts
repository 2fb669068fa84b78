import * as vscode from 'vscode';
import type { Completion, CompletionKind } from '../language/services/completion';
import { NOTEBOOK_TYPE } from './ids';
import type { LanguageClient } from './language-client';
import { definitionOf, nameAt, referencesOf, renameEdits } from './names';

const SELECTOR: vscode.DocumentSelector = { language: 'scale', notebookType: NOTEBOOK_TYPE };

const KINDS: Readonly<Record<CompletionKind, vscode.CompletionItemKind>> = {
  function: vscode.CompletionItemKind.Function,
  variable: vscode.CompletionItemKind.Variable,
  constant: vscode.CompletionItemKind.Constant,
  module: vscode.CompletionItemKind.Module,
  field: vscode.CompletionItemKind.Field,
  unit: vscode.CompletionItemKind.Unit,
  argument: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.EnumMember,
  keyword: vscode.CompletionItemKind.Keyword,
};

/** Completion, hover, signatures, definitions, references and renaming in cells. */
export function registerLanguageFeatures(client: LanguageClient): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      SELECTOR,
      {
        provideCompletionItems: async (document, position) =>
          (await client.remote.complete(client.placeOf(document, position))).map(toItem),
      },
      '.',
      '(',
      ',',
      ':',
      ' ',
    ),
    vscode.languages.registerHoverProvider(SELECTOR, {
      provideHover: async (document, position) => {
        const found = await client.remote.hover(client.placeOf(document, position));
        if (!found) return undefined;
        return new vscode.Hover(new vscode.MarkdownString(found.markdown), rangeOf(document, found));
      },
    }),
    vscode.languages.registerSignatureHelpProvider(
      SELECTOR,
      {
        provideSignatureHelp: async (document, position) => {
          const help = await client.remote.signatureHelp(client.placeOf(document, position));
          if (!help) return undefined;
          const result = new vscode.SignatureHelp();
          result.signatures = help.signatures.map(({ label, documentation, parameters, active }) => {
            const signature = new vscode.SignatureInformation(label, documentation);
            signature.parameters = parameters.map(p => new vscode.ParameterInformation(p.label, p.documentation));
            signature.activeParameter = active;
            return signature;
          });
          result.activeSignature = help.active;
          result.activeParameter = help.signatures[help.active]?.active ?? 0;
          return result;
        },
      },
      '(',
      ',',
    ),
    vscode.languages.registerDefinitionProvider(SELECTOR, {
      provideDefinition: (document, position) => definitionOf(document, position),
    }),
    vscode.languages.registerReferenceProvider(SELECTOR, {
      provideReferences: (document, position) => referencesOf(document, position),
    }),
    vscode.languages.registerRenameProvider(SELECTOR, {
      prepareRename: (document, position) => {
        const found = nameAt(document, position);
        if (!found || !definitionOf(document, position))
          throw new Error(vscode.l10n.t('Only names that this notebook defines can be renamed.'));
        return rangeOf(document, found);
      },
      provideRenameEdits: (document, position, name) => renameEdits(document, position, name),
    }),
  );
}

function toItem({ label, kind, detail, documentation, insert, rank }: Completion): vscode.CompletionItem {
  const item = new vscode.CompletionItem(label, KINDS[kind]);
  item.sortText = rank;
  if (detail) item.detail = detail;
  if (documentation) item.documentation = new vscode.MarkdownString(documentation);
  if (insert) item.insertText = insert;
  return item;
}

export const rangeOf = (
  document: vscode.TextDocument,
  { start, end }: { readonly start: number; readonly end: number },
): vscode.Range => new vscode.Range(document.positionAt(start), document.positionAt(end));
