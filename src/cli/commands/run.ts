import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { type BatchResult, runNotebook } from '../../kernel/batch';
import { withDataReplaced, withDefinitions } from '../../kernel/share/definitions';
import type { NotebookDocument } from '../../notebook/format';
import { copied, stemOf, writeCopy } from '../copies';
import { filesBelow, startEngine } from '../engine';
import { type Exit, UsageError } from '../exit';
import { foldersOf } from '../files';
import { complain, print, readNotebook, writeText } from '../io';
import { jsonDocument } from '../json';
import { checkNames, type Definitions, runsOf, sweptNames } from '../set';
import { diagnosticLine, textDocument } from '../text';
import { sweep } from './sweep';

export interface RunOptions {
  readonly format: 'text' | 'json' | 'html' | 'md';
  readonly output?: string;
  readonly set: readonly string[];
  /** HTML without the kernel. */
  readonly static?: boolean;
}

/** A run of a file, and what is to be printed of it. */
export interface PrintedRun {
  readonly result: BatchResult;
  readonly text: string;
}

/** `scalebook run FILE…`: every cell of every file, once, or once for each value of a sweep. */
export async function run(files: readonly string[], options: RunOptions): Promise<Exit> {
  const runs = runsOf(options.set);
  const documents = await Promise.all(files.map(readNotebook));
  for (const [i, document] of documents.entries()) checkNames(document, runs[0] ?? {}, files[i] ?? '');
  if (runs.length > 1) {
    const [file, ...more] = files;
    if (file === undefined || more.length > 0) throw new UsageError(l10n.t('A sweep takes one file.'));
    return sweep(file, documents[0] as NotebookDocument, runs, sweptNames(runs), options);
  }
  let failed = false;
  const parts: string[] = [];
  for (const [i, file] of files.entries()) {
    const out = await outputOf(file, files.length, options);
    const { result, text } = await runOne(file, documents[i] as NotebookDocument, runs[0] ?? {}, options, out);
    failed ||= !result.ok;
    parts.push(text);
  }
  const text = options.format === 'json' && parts.length > 1 ? jsonArray(parts) : joined(parts);
  if (options.output === undefined || text === '') print(text);
  else await writeText(options.output, text.endsWith('\n') ? text : `${text}\n`);
  return failed ? 1 : 0;
}

const joined = (parts: readonly string[]): string => parts.filter(part => part !== '').join('\n\n');

/** Documents of several files: one list, so that what is printed is JSON. */
const jsonArray = (documents: readonly string[]): string => `[\n${documents.join(',\n')}\n]`;

/** The file of its own that a copy of a note is written to; `undefined`: it is printed with the others. */
async function outputOf(file: string, count: number, { format, output }: RunOptions): Promise<string | undefined> {
  if (format !== 'html' && format !== 'md') return undefined;
  if (output !== undefined) {
    const isFolder = /[\\/]$/.test(output) || ((await stat(output).catch(() => undefined))?.isDirectory() ?? false);
    if (isFolder) return path.join(output, `${stemOf(file)}.${format}`);
    if (count === 1) return output;
  }
  if (format === 'html' && count > 1)
    throw new UsageError(l10n.t('Pages of several files need a folder: give one with -o, as "-o pages/".'));
  return undefined;
}

/** Runs a note; writes its copy where it has a file of its own, else gives what to print. */
export async function runOne(
  file: string,
  document: NotebookDocument,
  definitions: Definitions,
  { format, static: still = false, home }: Pick<RunOptions, 'format' | 'static'> & { readonly home?: string },
  out: string | undefined,
): Promise<PrintedRun> {
  if (format === 'html' || format === 'md') {
    const note = withDefinitions(document, definitions);
    const figures = out === undefined ? 'none' : 'beside';
    const { result, copy } = await copied(file, note, {
      to: format,
      static: still,
      figures,
      stem: stemOf(out ?? file),
      ...(home !== undefined && { home }),
    });
    for (const d of copy.diagnostics) complain(diagnosticLine(file, d));
    if (out === undefined) return { result, text: copy.text };
    await writeCopy(copy, out);
    return { result, text: '' };
  }
  const result = await plainRun(file, document, definitions);
  complainOf(file, result, format);
  return {
    result,
    text: format === 'json' ? JSON.stringify(jsonDocument(file, result), null, 2) : textDocument(result),
  };
}

async function plainRun(file: string, document: NotebookDocument, definitions: Definitions): Promise<BatchResult> {
  const engine = startEngine(filesBelow(foldersOf(file)), definitions);
  try {
    const note = withDataReplaced(document, definitions);
    return await runNotebook(note, request => engine.evaluate(request), { overrides: definitions });
  } finally {
    engine.dispose();
  }
}

function complainOf(file: string, result: BatchResult, format: RunOptions['format']): void {
  for (const warning of result.warnings) complain(diagnosticLine(file, warning));
  for (const { diagnostics } of result.cells)
    for (const d of diagnostics) if (format !== 'json' || d.severity === 'error') complain(diagnosticLine(file, d));
}
