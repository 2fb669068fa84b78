import picomatch from 'picomatch';
import * as vscode from 'vscode';
import type { HostFunctions } from '../kernel/protocol';

/** Reads data files for a kernel: below the notebook's folder or its workspace folder, and only in a trusted workspace. */
export function filesOf(notebook: vscode.NotebookDocument): Pick<HostFunctions, 'readFile' | 'findFiles' | 'folders'> {
  const roots = (): vscode.Uri[] => {
    const folder = vscode.workspace.getWorkspaceFolder(notebook.uri)?.uri;
    const own = notebook.isUntitled ? undefined : vscode.Uri.joinPath(notebook.uri, '..');
    const open = notebook.isUntitled ? vscode.workspace.workspaceFolders?.[0]?.uri : undefined;
    return [own, folder, open].filter(uri => uri !== undefined);
  };
  const trusted = (): void => {
    if (!vscode.workspace.isTrusted)
      throw new Error(vscode.l10n.t('Files cannot be read in a workspace that is not trusted: trust it first.'));
  };
  return {
    readFile: async path => {
      trusted();
      checkRelative(path);
      for (const root of roots()) {
        const uri = vscode.Uri.joinPath(root, path);
        const stat = await Promise.resolve(vscode.workspace.fs.stat(uri)).catch(() => undefined);
        if (!stat) continue;
        // A link could lead out of the folder.
        if ((stat.type & vscode.FileType.SymbolicLink) !== 0)
          throw new Error(vscode.l10n.t('"{0}" is a link: only files themselves are read.', path));
        if ((stat.type & vscode.FileType.File) === 0)
          throw new Error(vscode.l10n.t('"{0}" is a folder, not a file.', path));
        return vscode.workspace.fs.readFile(uri);
      }
      throw new Error(
        roots().length === 0
          ? vscode.l10n.t('Save the notebook first: files are read by a path relative to its folder.')
          : vscode.l10n.t('There is no file "{0}" below the notebook’s folder.', path),
      );
    },
    folders: async () => {
      trusted();
      // Kernels of Node run where the files are; others are given them.
      return roots().flatMap(uri => (uri.scheme === 'file' ? [uri.fsPath] : []));
    },
    findFiles: async glob => {
      trusted();
      checkRelative(glob);
      const [root] = roots();
      if (!root) return [];
      // Only folders on disk can be searched everywhere; others are walked.
      if (root.scheme !== 'file') {
        const names = await walk(root, picomatch.scan(glob).base);
        return names.filter(name => picomatch.isMatch(name, glob)).sort();
      }
      const found = await vscode.workspace.findFiles(new vscode.RelativePattern(root, glob), null);
      const prefix = root.path.endsWith('/') ? root.path : `${root.path}/`;
      return found.map(uri => uri.path.slice(prefix.length)).sort();
    },
  };
}

/** Files that a walk sees at most. */
const MOST_FILES = 5000;

/** The files below a folder of a root, as paths from the root; hidden ones and links are left out. */
async function walk(root: vscode.Uri, from: string): Promise<string[]> {
  const names: string[] = [];
  const folders = [from === '.' ? '' : from];
  for (const folder of folders) {
    const uri = folder === '' ? root : vscode.Uri.joinPath(root, folder);
    const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(uri)).catch(() => []);
    for (const [name, type] of entries) {
      if (name.startsWith('.') || name === 'node_modules') continue;
      const path = folder === '' ? name : `${folder}/${name}`;
      if (type === vscode.FileType.Directory) folders.push(path);
      else if (type === vscode.FileType.File) names.push(path);
    }
    if (names.length > MOST_FILES) break;
  }
  return names;
}

function checkRelative(path: string): void {
  const outside = /^([a-z][a-z0-9+.-]*:|[\\/])/i.test(path) || path.split(/[\\/]/).includes('..');
  if (outside)
    throw new Error(vscode.l10n.t('"{0}" lies outside the notebook’s folder: only files below it can be read.', path));
}
