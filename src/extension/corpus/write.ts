import * as vscode from 'vscode';
import { connectKernel } from '../../kernel/connect';
import { choosePipeline, findPipelines } from '../../kernel/corpus/pipelines';
import type { CorpusWriteRequest, CorpusWritten } from '../../kernel/jobs/corpus-files';
import { Supervisor } from '../../kernel/supervisor';
import type { CorpusPipeline } from '../../language/library/functions/corpus/job';
import { documentOf } from '../cells';
import { filesOf } from '../files';
import type { StartKernel } from '../live-notebook';
import { settings } from '../settings';

/** Name of the job in the kernel's bundle. */
const WRITE_JOB = 'corpus.write';

/** What a key binding or another extension may ask for, in place of being asked. */
export interface WriteRequest {
  readonly folder: vscode.Uri;
  /** Which corpus of the notebook. */
  readonly name?: string;
}

export const isWriteRequest = (value: unknown): value is WriteRequest =>
  typeof value === 'object' && value !== null && 'folder' in value && value.folder instanceof vscode.Uri;

/**
 * *Write Corpus…*: what survives a corpus of the notebook, as JSON Lines with a report, into a folder that the user picks and
 * confirms. Resolves to what was written; `undefined` where it was cancelled or failed, which has been said then.
 */
export async function writeCorpus(
  notebook: vscode.NotebookDocument,
  start: StartKernel,
  told?: WriteRequest,
): Promise<CorpusWritten | undefined> {
  try {
    const files = filesOf(notebook);
    const folders = (await files.folders?.()) ?? [];
    if (folders.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Corpora are written by VS Code on the desktop and by "scalebook corpus run": a browser cannot.'),
      );
      return undefined;
    }
    const pipeline = await pipelineOf(notebook, start, files, told?.name);
    const folder = pipeline && (told?.folder ?? (await askFolder(pipeline)));
    if (!pipeline || !folder) return undefined;
    const written = await run(start, { ...pipeline, folders, output: folder.fsPath });
    if (written && !told) {
      const open = vscode.l10n.t('Show Report');
      const said = vscode.l10n.t('{0} documents are written in {1} shards.', written.documents, written.shards);
      if ((await vscode.window.showInformationMessage(said, open)) === open) {
        await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(folder, 'report.md'));
      }
    }
    return written;
  } catch (error) {
    if (error instanceof vscode.CancellationError) return undefined;
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('The corpus was not written: {0}', reason));
    return undefined;
  }
}

/** The corpus that is meant; asks where there are several. */
async function pipelineOf(
  notebook: vscode.NotebookDocument,
  start: StartKernel,
  files: ReturnType<typeof filesOf>,
  name: string | undefined,
): Promise<CorpusPipeline | undefined> {
  const supervisor = new Supervisor(
    () => start(settings.memory()),
    { ...files, progress: () => undefined },
    { deadline: settings.deadline() },
  );
  try {
    const found = await findPipelines(documentOf(notebook), request => supervisor.evaluate(request));
    const written = [...found].filter(([, { texts }]) => !texts);
    if (name !== undefined || written.length < 2) return choosePipeline(found, name);
    const choice = await vscode.window.showQuickPick(
      written.map(([label, { inputs, stages }]) => ({
        label,
        description: inputs.join(', '),
        detail: stages.map(stage => stage.name).join(' → '),
      })),
      { placeHolder: vscode.l10n.t('Which corpus is to be written?') },
    );
    return choice && choosePipeline(found, choice.label);
  } finally {
    supervisor.dispose();
  }
}

/** Asks for the folder, and once more before anything is written to it. */
async function askFolder({ inputs }: CorpusPipeline): Promise<vscode.Uri | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: vscode.l10n.t('Write Here'),
      title: vscode.l10n.t('Folder for the documents that stay'),
    })) ?? [];
  if (!folder) return undefined;
  const yes = vscode.l10n.t('Write');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Write the cleaned documents of {0} to {1}?', inputs.join(', '), folder.fsPath),
    {
      modal: true,
      detail: vscode.l10n.t(
        'Shards of JSON Lines, a report and examples of what was removed. Files of the same names are replaced.',
      ),
    },
    yes,
  );
  return answer === yes ? folder : undefined;
}

/** Runs in a worker of its own, with progress; cancelling ends it, and the same command goes on from there. */
function run(start: StartKernel, request: CorpusWriteRequest): Thenable<CorpusWritten> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Writing the corpus'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const worker = start(settings.memory());
    let shown = 0;
    const kernel = connectKernel(worker, {
      readFile: () => Promise.reject(new Error('not asked for')),
      findFiles: () => Promise.resolve([]),
      progress: (_result, done, text) => {
        progress.report({ increment: 100 * (done - shown), ...(text !== undefined && { message: text }) });
        shown = done;
      },
    });
    const gone = new Promise<never>((_, reject) => {
      token.onCancellationRequested(() => reject(new vscode.CancellationError()));
      worker.onExit(reason => reject(new Error(reason)));
    });
    try {
      return (await Promise.race([kernel.job(WRITE_JOB, request), gone])) as CorpusWritten;
    } finally {
      worker.terminate();
    }
  });
}
