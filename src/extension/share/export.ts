import * as vscode from 'vscode';
import type { Copy, CopyFormat } from '../../kernel/share/copy';
import type { CopyMaker } from './copies';

interface Choice extends vscode.QuickPickItem {
  readonly to: CopyFormat;
  readonly still?: boolean;
}

const choices = (): readonly Choice[] => [
  {
    to: 'html',
    label: vscode.l10n.t('HTML page that answers'),
    detail: vscode.l10n.t('One file with the kernel inside: controls and code run in any browser.'),
  },
  {
    to: 'html',
    still: true,
    label: vscode.l10n.t('HTML page, still'),
    detail: vscode.l10n.t('The same without the kernel: smaller, and controls stand still.'),
  },
  {
    to: 'md',
    label: vscode.l10n.t('Markdown'),
    detail: vscode.l10n.t('Answers as tables, figures as SVG files beside it: for a forge or an appendix.'),
  },
  { to: 'ipynb', label: vscode.l10n.t('Jupyter notebook'), detail: vscode.l10n.t('With plots for Plotly and as SVG.') },
];

/** What a key binding or another extension may ask for, in place of being asked. */
export interface ExportRequest {
  readonly to: CopyFormat;
  readonly target: vscode.Uri;
  readonly still?: boolean;
}

const FORMATS: readonly unknown[] = ['html', 'md', 'ipynb'];

export const isExportRequest = (value: unknown): value is ExportRequest =>
  typeof value === 'object' &&
  value !== null &&
  'to' in value &&
  FORMATS.includes(value.to) &&
  'target' in value &&
  value.target instanceof vscode.Uri;

/** *Export…*: asks for a kind of copy and a place, unless it is told, and writes it there. */
export async function exportNotebook(
  maker: CopyMaker,
  notebook: vscode.NotebookDocument,
  told?: ExportRequest,
): Promise<void> {
  const request = told ?? (await askFor(notebook));
  if (!request) return;
  const { to, target, still = false } = request;
  const copy = await made(maker, notebook, to, target, still);
  if (!copy || told) return;
  const open = vscode.l10n.t('Open');
  const name = nameOf(target);
  const said = copy.ok
    ? vscode.window.showInformationMessage(vscode.l10n.t('{0} is written.', name), open)
    : vscode.window.showWarningMessage(vscode.l10n.t('{0} is written; not all cells ran.', name), open);
  if ((await said) === open) await openCopy(to, target);
}

async function askFor(notebook: vscode.NotebookDocument): Promise<ExportRequest | undefined> {
  const choice = await vscode.window.showQuickPick([...choices()], {
    placeHolder: vscode.l10n.t('A copy of this notebook to share'),
  });
  if (!choice) return undefined;
  const { to, still = false } = choice;
  const target = await vscode.window.showSaveDialog({ defaultUri: besideNote(notebook, to), filters: FILTERS[to] });
  return target && { to, target, still };
}

/** *Freeze Outputs*: writes the page beside the notebook, for readers without VS Code. */
export async function freezeOutputs(maker: CopyMaker, notebook: vscode.NotebookDocument): Promise<boolean> {
  if (notebook.isUntitled) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Save the notebook first: the frozen copy stands beside it.'),
    );
    return false;
  }
  const target = frozenCopyOf(notebook);
  const copy = await made(maker, notebook, 'html', target, false);
  if (copy && !copy.ok) {
    void vscode.window.showWarningMessage(vscode.l10n.t('{0} is written; not all cells ran.', nameOf(target)));
  }
  return copy !== undefined;
}

/** Where the frozen copy of a notebook stands. */
export const frozenCopyOf = (notebook: vscode.NotebookDocument): vscode.Uri => besideNote(notebook, 'html');

const FILTERS: Readonly<Record<CopyFormat, Record<string, string[]>>> = {
  html: { HTML: ['html'] },
  md: { Markdown: ['md'] },
  ipynb: { Jupyter: ['ipynb'] },
};

const nameOf = (uri: vscode.Uri): string => uri.path.split('/').at(-1) ?? '';

const stemOf = (uri: vscode.Uri): string => nameOf(uri).replace(/\.[^.]+$/, '');

function besideNote(notebook: vscode.NotebookDocument, extension: string): vscode.Uri {
  const folder = notebook.isUntitled ? vscode.workspace.workspaceFolders?.[0]?.uri : undefined;
  const name = `${stemOf(notebook.uri)}.${extension}`;
  return folder ? vscode.Uri.joinPath(folder, name) : vscode.Uri.joinPath(notebook.uri, '..', name);
}

/** Makes and writes a copy; `undefined` where it was cancelled or failed, which has been said then. */
async function made(
  maker: CopyMaker,
  notebook: vscode.NotebookDocument,
  to: CopyFormat,
  target: vscode.Uri,
  still: boolean,
): Promise<Copy | undefined> {
  const title = vscode.l10n.t('Running the notebook for {0}', nameOf(target));
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  try {
    return await vscode.window.withProgress(options, async (_, token) => {
      const copy = await maker.make(notebook, { to, still, stem: stemOf(target) }, token);
      const write = (uri: vscode.Uri, text: string): Thenable<void> =>
        vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      await write(target, copy.text);
      for (const { name, text } of copy.beside) await write(vscode.Uri.joinPath(target, '..', name), text);
      return copy;
    });
  } catch (error) {
    if (error instanceof vscode.CancellationError) return undefined;
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} was not written: {1}', nameOf(target), reason));
    return undefined;
  }
}

/** Pages belong to a browser, other copies to the editor. */
async function openCopy(to: CopyFormat, target: vscode.Uri): Promise<void> {
  if (to === 'html') await vscode.env.openExternal(target);
  else await vscode.commands.executeCommand('vscode.open', target);
}
