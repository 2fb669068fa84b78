import * as vscode from 'vscode';
import type { VariableInfo } from '../../kernel/protocol';
import type { ScalebookController } from '../controller';
import { NOTEBOOK_TYPE } from '../ids';
import type { LiveNotebook } from '../live-notebook';

/** Milliseconds of rest before the view is read again: a slider that is dragged changes values all the time. */
const PAUSE = 150;

/** A name of the notebook, or a field of its value. */
interface Variable {
  readonly path: readonly string[];
  /** Absent until its cell has run. */
  readonly info: VariableInfo | undefined;
  readonly stale: boolean;
}

const ICONS: Readonly<Partial<Record<VariableInfo['kind'], string>>> = {
  number: 'symbol-numeric',
  quantity: 'symbol-ruler',
  estimate: 'symbol-ruler',
  string: 'symbol-string',
  boolean: 'symbol-boolean',
  list: 'symbol-array',
  interval: 'symbol-array',
  record: 'symbol-structure',
  table: 'table',
  function: 'symbol-function',
  law: 'graph-line',
  model: 'symbol-class',
  device: 'circuit-board',
  namespace: 'library',
  view: 'graph',
  input: 'settings',
};

/** The names that the notebook in view defines, with their values. */
export class Variables implements vscode.TreeDataProvider<Variable>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Variable>;
  private notebook: vscode.NotebookDocument | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly controller: ScalebookController) {
    this.view = vscode.window.createTreeView('scalebook.variables', { treeDataProvider: this, showCollapseAll: true });
    this.disposables = [
      this.changed,
      this.view,
      controller.onDidOpen(live => live.onDidChange(() => live.notebook === this.notebook && this.soon())),
      vscode.window.onDidChangeActiveNotebookEditor(editor => editor && this.show(editor.notebook)),
      vscode.workspace.onDidCloseNotebookDocument(notebook => notebook === this.notebook && this.show(undefined)),
    ];
    this.show(vscode.window.activeNotebookEditor?.notebook);
  }

  getChildren(parent?: Variable): Variable[] {
    if (parent) {
      const { path, stale, info } = parent;
      return Object.entries(info?.fields ?? {}).map(([name, field]) => ({ path: [...path, name], info: field, stale }));
    }
    const live = this.live();
    if (!live) return [];
    return Object.entries(live.variables()).map(([name, info]) => {
      const owner = live.session.graph.owners.get(name);
      const stale = owner !== undefined && live.session.state(owner) !== 'ok';
      return { path: [name], info: info ?? undefined, stale };
    });
  }

  getTreeItem({ path, info, stale }: Variable): vscode.TreeItem {
    const hasFields = Object.keys(info?.fields ?? {}).length > 0;
    const item = new vscode.TreeItem(
      path.at(-1) ?? '',
      hasFields ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
    );
    item.id = path.join('.');
    item.description = describe(info, stale);
    item.iconPath = stale
      ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'))
      : new vscode.ThemeIcon((info && ICONS[info.kind]) ?? 'symbol-variable');
    item.tooltip = tooltip(path, info, stale);
    item.contextValue = info ? 'value' : 'name';
    const [name] = path;
    item.command = {
      command: 'scalebook.revealDefinition',
      title: vscode.l10n.t('Show Definition'),
      arguments: [this.notebook?.uri, name],
    };
    return item;
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const one of this.disposables) one.dispose();
  }

  private live(): LiveNotebook | undefined {
    return this.notebook && this.controller.find(this.notebook);
  }

  private show(notebook: vscode.NotebookDocument | undefined): void {
    if (notebook && notebook.notebookType !== NOTEBOOK_TYPE) return;
    this.notebook = notebook;
    this.view.description =
      notebook?.uri.path
        .split('/')
        .at(-1)
        ?.replace(/\.scalebook$/, '') ?? '';
    this.changed.fire();
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.changed.fire(), PAUSE);
  }
}

function describe(info: VariableInfo | undefined, stale: boolean): string {
  if (!info) return vscode.l10n.t('not run');
  return stale ? `${info.text} · ${vscode.l10n.t('stale')}` : info.text;
}

function tooltip(path: readonly string[], info: VariableInfo | undefined, stale: boolean): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendCodeblock(info ? `${path.join('.')} = ${info.text}` : path.join('.'), 'scale');
  if (stale && info)
    text.appendMarkdown(
      vscode.l10n.t('This value is out of date: its cell, or something that the cell uses, has changed.'),
    );
  return text;
}

/** What *Copy Value* and *Copy Name* are given. */
export const copied = (variable: unknown, part: 'value' | 'name'): string => {
  const { path, info } = variable as Variable;
  return part === 'name' ? path.join('.') : (info?.text ?? '');
};
