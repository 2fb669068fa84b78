import * as vscode from 'vscode';
import type { LibraryItem, LibrarySection } from '../../language/services/library';
import type { LanguageClient } from '../editing/language-client';

type Node = LibrarySection | LibraryItem;

const isSection = (node: Node): node is LibrarySection => 'sections' in node;

const ICONS: Readonly<Record<string, string>> = {
  laws: 'graph-line',
  models: 'symbol-class',
  hardware: 'circuit-board',
  data: 'table',
  functions: 'symbol-function',
};

/** Laws, models, hardware, data and functions, to browse, to read about and to insert. */
export class Library implements vscode.TreeDataProvider<Node> {
  constructor(private readonly client: LanguageClient) {}

  async getChildren(parent?: Node): Promise<Node[]> {
    if (!parent) return [...(await this.client.remote.library())];
    return isSection(parent) ? [...parent.sections, ...parent.items] : [];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (isSection(node)) {
      const item = new vscode.TreeItem(node.title, vscode.TreeItemCollapsibleState.Collapsed);
      item.iconPath = new vscode.ThemeIcon(ICONS[node.kind] ?? 'library');
      const count = node.items.length;
      if (count > 0) item.description = String(count);
      return item;
    }
    const item = new vscode.TreeItem(node.name);
    if (node.detail) item.description = node.detail;
    item.command = {
      command: 'scalebook.insertSnippet',
      title: vscode.l10n.t('Insert into Notebook'),
      arguments: [node.snippet],
    };
    item.contextValue = 'item';
    return item;
  }

  /** Equation, constants and source are fetched when somebody points at the item. */
  async resolveTreeItem(item: vscode.TreeItem, node: Node): Promise<vscode.TreeItem> {
    if (isSection(node)) return item;
    const text = await this.client.remote.describe(node.about);
    if (text !== undefined) item.tooltip = new vscode.MarkdownString(text);
    return item;
  }
}
