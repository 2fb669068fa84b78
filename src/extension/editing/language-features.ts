import * as vscode from 'vscode';
import type { Completion, CompletionKind } from '../../language/services/completion';
import type { LanguageClient } from './language-client';
import { definitionOf, nameAt, referencesOf, renameEdits } from './names';
import { rangeOf } from './ranges';
import { SCALE_CELLS } from './selector';

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
      SCALE_CELLS,
      {
        provideCompletionItems: async (document, position, _token, { triggerCharacter }) => {
          const place = client.placeOf(document, position);
          const found = await client.remote.complete({ ...place, typed: triggerCharacter ?? '' });
          return found.map(completion => toItem(document, completion));
        },
        resolveCompletionItem: async item => {
          const about = item instanceof ScaleItem ? item.about : undefined;
          const text = about && (await client.remote.describe(about));
          if (text !== undefined) item.documentation = new vscode.MarkdownString(text);
          return item;
        },
      },
      '.',
      '(',
      ',',
      ':',
      ' ',
      '"',
    ),
    vscode.languages.registerHoverProvider(SCALE_CELLS, {
      provideHover: async (document, position) => {
        const found = await client.remote.hover(client.placeOf(document, position));
        if (!found) return undefined;
        return new vscode.Hover(new vscode.MarkdownString(found.markdown), rangeOf(document, found));
      },
    }),
    vscode.languages.registerSignatureHelpProvider(
      SCALE_CELLS,
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
    vscode.languages.registerDefinitionProvider(SCALE_CELLS, {
      provideDefinition: (document, position) => definitionOf(document, position),
    }),
    vscode.languages.registerReferenceProvider(SCALE_CELLS, {
      provideReferences: (document, position) => referencesOf(document, position),
    }),
    vscode.languages.registerRenameProvider(SCALE_CELLS, {
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

/** An offer that knows what it is about, so that its documentation can be asked for. */
class ScaleItem extends vscode.CompletionItem {
  about: readonly string[] | undefined;
}

function toItem(document: vscode.TextDocument, completion: Completion): ScaleItem {
  const { label, kind, detail, documentation, insert, rank, replaces, about } = completion;
  // Values and titles stand beside every name; what a function does, only beside the chosen one.
  const beside = detail && kind !== 'function';
  const item = new ScaleItem(beside ? { label, description: detail } : label, KINDS[kind]);
  item.sortText = rank;
  if (detail && !beside) item.detail = detail;
  if (documentation) item.documentation = new vscode.MarkdownString(documentation);
  if (insert) item.insertText = insert;
  if (replaces) item.range = rangeOf(document, replaces);
  item.about = about;
  return item;
}
