import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import manifest from '../../package.json';
import { type BatchResult, runNotebook } from '../kernel/batch';
import type { Copy, CopyFormat } from '../kernel/share/copy';
import { FileRecorder, MOST_DATA } from '../kernel/share/files';
import type { NotebookDocument } from '../notebook/format';
import { filesBelow, startEngine } from './engine';
import { foldersOf } from './files';
import { writeText } from './io';
import { spoken } from './language';

export interface CopyOptions {
  readonly to: CopyFormat;
  /** HTML without the kernel. */
  readonly static?: boolean;
  /** Markdown: where figures go. */
  readonly figures?: 'beside' | 'inline' | 'none';
  /** Begins the names of figures beside a Markdown copy. */
  readonly stem: string;
  /** Other addresses for links of the note. */
  readonly links?: Readonly<Record<string, string>>;
  /** The address of the page that a page belongs to. */
  readonly home?: string;
}

export interface CopiedRun {
  readonly result: BatchResult;
  readonly copy: Copy;
}

/** Runs a note and makes a copy of it. What makes copies is loaded only here: other commands start sooner without. */
export async function copied(file: string, document: NotebookDocument, options: CopyOptions): Promise<CopiedRun> {
  const { copyOfRun } = await import('../kernel/share/copy');
  const language = spoken();
  const files = filesBelow(foldersOf(file));
  const recorder = new FileRecorder(files, MOST_DATA);
  const engine = startEngine(recorder);
  try {
    const result = await runNotebook(document, request => engine.evaluate(request));
    const request = {
      name: path.basename(file),
      version: manifest.version,
      to: options.to,
      stem: options.stem,
      still: options.static ?? false,
      figures: options.figures ?? 'beside',
      links: options.links ?? {},
      ...(language && { language }),
      ...(options.home !== undefined && { home: options.home }),
      ...(options.to === 'html' && { assets: await pageAssets() }),
    };
    const host = { recorded: async () => recorder, readFile: (relative: string) => files.readFile(relative) };
    return { result, copy: await copyOfRun(document, result, request, host) };
  } finally {
    engine.dispose();
  }
}

/** What pages are made of, beside the program. */
export const pageAssets = (): Promise<string> =>
  readFile(path.join(__dirname, 'page', 'assets.json'), 'utf8').catch(() => {
    throw new Error(l10n.t('The parts of pages are missing beside the program: install or build Scalebook again.'));
  });

/** Writes a copy and what stands beside it. */
export async function writeCopy({ text, beside }: Copy, out: string): Promise<void> {
  await writeText(out, text);
  for (const file of beside) await writeText(path.join(path.dirname(out), file.name), file.text);
}

/** A file's name without its folder and extension. */
export const stemOf = (file: string): string => path.basename(file).replace(/\.[^.]+$/, '');
