import * as vscode from 'vscode';
import { sha256 } from '../../kernel/share/pack';
import { sourceHashOf } from '../../kernel/share/parts';
import { serialize } from '../../notebook/format';
import { documentOf } from '../cells';
import { NOTEBOOK_TYPE } from '../ids';
import { frozenCopyOf } from './export';

/** Milliseconds without typing before the notebook is compared. */
const PAUSE = 400;

/** Says in the status bar whether the frozen copy beside a notebook says what the notebook says. */
export class FrozenStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('scalebook.frozen', vscode.StatusBarAlignment.Right, 90);
  private readonly disposables: vscode.Disposable[];
  private asked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** What the copy at an address was made from; pages are large, and read once. */
  private known: { readonly address: string; readonly hash: string | undefined } | undefined;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.html');
    const ask = (): void => void this.update();
    const askFor = (uri: vscode.Uri): void => {
      const notebook = this.notebook;
      if (notebook && frozenCopyOf(notebook).toString() === uri.toString()) ask();
    };
    const askSoon = ({ notebook }: vscode.NotebookDocumentChangeEvent): void => {
      if (notebook !== this.notebook) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.update(true), PAUSE);
    };
    this.item.name = vscode.l10n.t('Frozen copy of the notebook');
    this.disposables = [
      this.item,
      watcher,
      watcher.onDidChange(askFor),
      watcher.onDidCreate(askFor),
      watcher.onDidDelete(askFor),
      vscode.window.onDidChangeActiveNotebookEditor(ask),
      vscode.workspace.onDidSaveNotebookDocument(ask),
      vscode.workspace.onDidChangeNotebookDocument(askSoon),
      new vscode.Disposable(() => clearTimeout(this.timer)),
    ];
    ask();
  }

  /** Compares what the copy was made from with what the notebook says now. `isSameCopy`: no one has written the copy since. */
  async update(isSameCopy = false): Promise<void> {
    this.asked += 1;
    const mine = this.asked;
    const { notebook } = this;
    const frozen = notebook && (await this.hashOf(frozenCopyOf(notebook), isSameCopy));
    const now = notebook && frozen !== undefined ? await sha256(serialize(documentOf(notebook))) : undefined;
    // Another editor may have come to the front meanwhile.
    if (mine !== this.asked) return;
    if (frozen === undefined || now === undefined) {
      this.item.hide();
      return;
    }
    const isSame = frozen === now;
    this.item.text = isSame
      ? `$(check) ${vscode.l10n.t('Frozen copy')}`
      : `$(warning) ${vscode.l10n.t('Frozen copy is older')}`;
    this.item.tooltip = isSame
      ? vscode.l10n.t('The page beside this notebook shows what the notebook says.')
      : vscode.l10n.t('The notebook has changed since its page was written: freeze its outputs again.');
    this.item.command = { command: 'scalebook.freezeOutputs', title: vscode.l10n.t('Freeze Outputs') };
    this.item.show();
  }

  dispose(): void {
    for (const one of this.disposables) one.dispose();
  }

  private async hashOf(copy: vscode.Uri, isSame: boolean): Promise<string | undefined> {
    const address = copy.toString();
    if (!isSame || this.known?.address !== address) this.known = { address, hash: await hashOfCopy(copy) };
    return this.known.hash;
  }

  private get notebook(): vscode.NotebookDocument | undefined {
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    return notebook?.notebookType === NOTEBOOK_TYPE && !notebook.isUntitled ? notebook : undefined;
  }
}

async function hashOfCopy(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return sourceHashOf(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch {
    return undefined;
  }
}
