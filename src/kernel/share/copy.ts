import * as l10n from '@vscode/l10n';
import { decode, type NotebookDocument, parse } from '../../notebook/format';
import { type BatchResult, type FileDiagnostic, runNotebook } from '../batch';
import type { CellOutcome, CellRequest } from '../protocol';
import type { Recorded } from './files';
import { readAssets } from './html/assets';
import { pageHtml } from './html/page';
import { jupyterCopy } from './jupyter/copy';
import { markdownCopy } from './markdown-copy';
import { pageNote } from './note';
import type { PageLanguage } from './page-note';
import { embeddedImages } from './prose/images';

export type CopyFormat = 'html' | 'md' | 'ipynb';

/** What kind of copy is wanted. */
export interface CopyOptions {
  /** The note's name: `plan.scalebook`. */
  readonly name: string;
  readonly to: CopyFormat;
  /** Of the product. */
  readonly version: string;
  /** Begins the names of figures beside a Markdown copy: `plan`. */
  readonly stem: string;
  /** HTML: without the kernel. */
  readonly still?: boolean;
  /** Markdown: where figures go; beside it unless told otherwise. */
  readonly figures?: 'beside' | 'inline' | 'none';
  /** HTML: what `dist/page/assets.json` says. */
  readonly assets?: string;
  /** HTML: other addresses for links of the note. */
  readonly links?: Readonly<Record<string, string>>;
  /** HTML: the address of the page that this one belongs to. */
  readonly home?: string;
  /** The language to write in; English where there is none. */
  readonly language?: PageLanguage;
}

/** A copy of a note that has not run. */
export interface CopyRequest extends CopyOptions {
  /** The note's file. */
  readonly bytes: Uint8Array;
}

/** What whoever asks for a copy does for it. */
export interface CopyHost {
  /** Runs a cell, and keeps what it read in a recorder. Outcomes carry their values in full. */
  evaluate(request: CellRequest): Promise<CellOutcome>;
  recorded(): Promise<Recorded>;
  /** A picture below the note's folder. */
  readFile(path: string): Promise<Uint8Array>;
}

export interface Copy {
  /** Whether all cells ran. */
  readonly ok: boolean;
  /** Texts to write, the copy itself without a name. */
  readonly text: string;
  readonly beside: readonly { readonly name: string; readonly text: string }[];
  readonly diagnostics: readonly FileDiagnostic[];
}

/** Runs a note and makes a copy of it for readers. */
export async function copyNote(request: CopyRequest, host: CopyHost): Promise<Copy> {
  if (request.language) l10n.config({ contents: { ...request.language.messages } });
  const document = parse(decode(request.bytes));
  const result = await runNotebook(document, cell => host.evaluate(cell));
  return copyOfRun(document, result, request, host);
}

/** A copy of a note that has run. */
export async function copyOfRun(
  document: NotebookDocument,
  result: BatchResult,
  request: CopyOptions,
  host: Pick<CopyHost, 'recorded' | 'readFile'>,
): Promise<Copy> {
  const diagnostics = [...result.warnings, ...result.cells.flatMap(cell => cell.diagnostics)];
  const made = { ok: result.ok, diagnostics, beside: [] };
  const { stem, version, name } = request;
  if (request.to === 'ipynb') {
    const notebook = jupyterCopy(document, result, version);
    return { ...made, text: `${JSON.stringify(notebook, undefined, 1)}\n` };
  }
  if (request.to === 'md') {
    const { text, files } = markdownCopy(document, result, { stem, version, figures: request.figures ?? 'beside' });
    return { ...made, text, beside: [...files].map(([file, svg]) => ({ name: file, text: svg })) };
  }
  const note = await pageNote(document, result, await host.recorded(), {
    name,
    version,
    links: request.links ?? {},
    ...(request.language && { language: request.language }),
  });
  const images = await embeddedImages(document, path => host.readFile(path));
  const text = await pageHtml(document, result, note, readAssets(request.assets ?? ''), {
    live: request.still !== true,
    ...(request.home !== undefined && { home: request.home }),
    image: address => images.get(address),
  });
  return { ...made, text };
}
