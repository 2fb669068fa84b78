import * as vscode from 'vscode';
import { connectShare, type RemoteShare } from '../../kernel/share/connect';
import type { Copy, CopyOptions } from '../../kernel/share/copy';
import { FileRecorder, MOST_DATA } from '../../kernel/share/files';
import { type KernelWorker, Supervisor } from '../../kernel/supervisor';
import { encode, serialize } from '../../notebook/format';
import { documentOf } from '../cells';
import { filesOf } from '../files';
import { messagesOf } from '../messages';
import { settings } from '../settings';

/** MB of heap of the worker that makes copies, which runs no cells. */
const MEMORY = 1024;

/** How hosts start workers: one that evaluates, and one that makes copies. */
export interface Workers {
  readonly kernel: (memory: number) => KernelWorker;
  readonly share: (memory: number) => KernelWorker;
}

/** Makes copies of notebooks in workers that live as long as it takes: a note is run from its beginning, as its reader would. */
export class CopyMaker {
  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly workers: Workers,
  ) {}

  async make(
    notebook: vscode.NotebookDocument,
    options: Pick<CopyOptions, 'to' | 'still' | 'stem'>,
    token: vscode.CancellationToken,
  ): Promise<Copy> {
    const files = filesOf(notebook);
    const recorder = new FileRecorder(files, MOST_DATA);
    const messages = messagesOf();
    const supervisor = new Supervisor(
      () => this.workers.kernel(settings.memory()),
      {
        readFile: path => recorder.readFile(path),
        findFiles: glob => recorder.findFiles(glob),
        folders: () => recorder.folders(),
        progress: () => undefined,
      },
      { deadline: settings.deadline(), options: { full: true, ...(messages && { messages }) } },
    );
    const worker = this.workers.share(MEMORY);
    const gone = new Promise<never>((_, reject) => {
      token.onCancellationRequested(() => reject(new vscode.CancellationError()));
      worker.onExit(reason => reject(new Error(reason)));
    });
    const share = connectShare(worker, {
      evaluate: request => supervisor.evaluate(request),
      recorded: async () => ({
        files: recorder.files,
        sizes: recorder.sizes,
        globs: recorder.globs,
        streams: recorder.streams,
      }),
      readFile: path => files.readFile(path),
    });
    try {
      return await Promise.race([this.ask(share, notebook, options), gone]);
    } finally {
      worker.terminate();
      supervisor.dispose();
    }
  }

  /** The bytes of a `.scalebook` with what a Jupyter notebook says. */
  async importJupyter(text: string): Promise<Uint8Array> {
    const worker = this.workers.share(MEMORY);
    const nothing = (): Promise<never> => Promise.reject(new Error('nothing runs here'));
    try {
      return await connectShare(worker, { evaluate: nothing, recorded: nothing, readFile: nothing }).importJupyter(
        text,
      );
    } finally {
      worker.terminate();
    }
  }

  private async ask(
    share: RemoteShare,
    notebook: vscode.NotebookDocument,
    options: Pick<CopyOptions, 'to' | 'still' | 'stem'>,
  ): Promise<Copy> {
    const version: unknown = this.context.extension.packageJSON.version;
    const messages = messagesOf();
    return share.copy({
      ...options,
      bytes: encode(serialize(documentOf(notebook))),
      name: notebook.isUntitled ? 'note.scalebook' : (notebook.uri.path.split('/').at(-1) ?? ''),
      version: String(version),
      ...(messages && { language: { tag: vscode.env.language, messages } }),
      ...(options.to === 'html' && { assets: await this.assets() }),
    });
  }

  private async assets(): Promise<string> {
    const file = vscode.Uri.joinPath(this.context.extensionUri, 'dist', 'page', 'assets.json');
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  }
}
