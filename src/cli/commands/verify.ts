import path from 'node:path';
import * as l10n from '@vscode/l10n';
import manifest from '../../../package.json';
import { runNotebook } from '../../kernel/batch';
import { FileRecorder } from '../../kernel/share/files';
import { pageNote } from '../../kernel/share/note';
import { fromBase64 } from '../../kernel/share/pack';
import type { PageLanguage, PageNote } from '../../kernel/share/page-note';
import { readPage } from '../../kernel/share/read-page';
import { diffResults } from '../../kernel/share/results/diff';
import { compareRuns, showsItsResults, type Verification } from '../../kernel/share/verify';
import { parse } from '../../notebook/format';
import { type Files, filesBelow, startEngine } from '../engine';
import { type Exit, UsageError } from '../exit';
import { complain, print, readBytes } from '../io';
import { inLanguage, languageNamed } from '../language';
import { changesText } from './diff';

export interface VerifyOptions {
  readonly tolerance: number;
}

/** `scalebook verify NOTE.html`: runs the note that a page carries again, and reports every number that differs. */
export async function verify(file: string, { tolerance }: VerifyOptions): Promise<Exit> {
  const html = new TextDecoder().decode(await readBytes(file));
  const page = await readPage(html).catch((error: unknown) => {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  });
  const absent = new Set<string>();
  const recorder = new FileRecorder(filesOf(page, path.dirname(path.resolve(file)), absent), Number.MAX_SAFE_INTEGER);
  const language = page.language && (await knownLanguage(page.language.tag));
  const engine = startEngine(recorder, {}, language?.messages ?? {});
  const document = parse(page.source);
  const result = await runNotebook(document, request => engine.evaluate(request));
  engine.dispose();
  const { version } = manifest;
  // Which cells rest on corpora, which are part of no page, is found from the note: a page could say so of any.
  recorder.streams = page.files.some(known => known.sha256 === '');
  const again = await pageNote(document, result, recorder, {
    name: page.name,
    version,
    links: page.links,
    ...(language && { language }),
  });
  const found = compareRuns(page, again, tolerance, absent);
  if (page.version !== version)
    complain(l10n.t('The page was made with Scalebook {0}; this is {1}.', page.version, version));
  const isShown =
    page.version !== version ||
    (isSameLanguage(page.language, language) &&
      (absent.size > 0 ||
        recorder.streams ||
        inLanguage(language?.messages, () => showsItsResults(html, page, result))));
  report(file, found, isShown);
  return found.changes.length === 0 && isShown ? 0 : 1;
}

/** The program's own words in a language: a page could bring words that say something else. */
async function knownLanguage(tag: string): Promise<PageLanguage> {
  const known = await languageNamed(tag);
  if (!known) throw new UsageError(l10n.t('The page is written in "{0}", which this program does not speak.', tag));
  return { tag, messages: known.messages };
}

const isSameLanguage = (a: PageLanguage | undefined, b: PageLanguage | undefined): boolean =>
  diffResults(a?.messages ?? {}, b?.messages ?? {}).length === 0;

function report(file: string, { changes, compared, unchecked }: Verification, isShown: boolean): void {
  for (const { cell, files } of unchecked)
    complain(
      l10n.t('{0}: cell {1} is not checked: it rests on {2}, which is not there.', file, cell + 1, files.join(', ')),
    );
  if (changes.length > 0) {
    print(changesText(changes, compared));
    complain(l10n.t('{0}: {1} results differ from those of the page.', file, changes.length));
  } else if (!isShown) {
    complain(
      l10n.t('{0}: the results are right, and the text that the page shows is not theirs: it was changed.', file),
    );
  } else print(l10n.t('{0}: all results of {1} cells are the same.', file, compared));
}

/** The files that a page carries; those that it does not are taken from below its folder, if they are the very same. */
function filesOf({ files, globs }: PageNote, folder: string, absent: Set<string>): Files {
  const below = filesBelow([folder]);
  return {
    readFile: async name => {
      const known = files.find(found => found.path === name);
      if (known?.data !== undefined) return fromBase64(known.data);
      const bytes = await below.readFile(name).catch(() => undefined);
      if (bytes && known && (await hashOf(bytes)) === known.sha256) return bytes;
      absent.add(name);
      throw new Error(l10n.t('"{0}" is not part of the page, nor the same beside it.', name));
    },
    findFiles: async glob => (Object.hasOwn(globs, glob) ? (globs[glob] ?? []) : []),
    // Corpora are too large for a page: they are streamed from where it stands.
    folders: async () => [folder],
  };
}

const hashOf = async (bytes: Uint8Array): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex');
