import * as l10n from '@vscode/l10n';
import { isMap, LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { FormatWarning, FrontMatter } from './document';
import { eachLine, withLf } from './lines';

/** The version of the file format that is written and fully understood. */
export const FORMAT_VERSION = 1;

/** More than this between two `---` lines is prose. In UTF-16 code units. */
const LONGEST = 100_000;
const MARK = /^---[ \t]*$/;

/** Whether there is none, but perhaps a byte order mark. */
export const isBare = (frontMatter: FrontMatter): boolean => frontMatter.raw === '' || frontMatter.raw === '\uFEFF';

export interface FrontMatterRead {
  readonly frontMatter: FrontMatter;
  readonly warnings: readonly FormatWarning[];
}

/**
 * Reads the front matter at the start of a file. What does not read as a YAML mapping is none: it stays in the file's
 * first Markdown cell, where it can be seen and mended, and a warning says so.
 */
export function readFrontMatter(text: string): FrontMatterRead {
  const bom = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const none = (...warnings: FormatWarning[]): FrontMatterRead => ({ frontMatter: { raw: bom, values: {} }, warnings });
  if (!text.startsWith('---', bom.length)) return none();
  const head = text.slice(0, LONGEST);
  const marks: { readonly start: number; readonly end: number }[] = [];
  eachLine(head, bom.length, 1, line => {
    if (marks.length < 2 && (marks.length === 1 || line.number === 1) && MARK.test(line.text)) marks.push(line);
  });
  const [open, close] = marks;
  if (!open) return none();
  if (!close)
    return none(
      warn(
        l10n.t('The front matter that begins here has no closing --- line; it is shown as text. Add one below it.'),
        1,
        1,
        4,
      ),
    );
  if (close.end === LONGEST && text.length > LONGEST) return none();
  const read = readYaml(withLf(text.slice(open.end, close.start)));
  if (!read.values) return none(warn(read.message, read.line, read.column, read.column + 1));
  const frontMatter = { raw: text.slice(0, close.end), values: read.values };
  return { frontMatter, warnings: versionWarnings(read.values, frontMatter.raw) };
}

type YamlRead =
  | { readonly values: Readonly<Record<string, unknown>> }
  | { readonly values?: undefined; readonly message: string; readonly line: number; readonly column: number };

function readYaml(yaml: string): YamlRead {
  const lineCounter = new LineCounter();
  try {
    const document = parseDocument(yaml, { lineCounter, prettyErrors: false, logLevel: 'silent' });
    const error: YAMLError | undefined = document.errors[0];
    if (error) {
      const { line, col } = lineCounter.linePos(error.pos[0]);
      return failure(error.message, line + 1, Math.max(col, 1));
    }
    if (document.contents === null) return { values: {} };
    if (!isMap(document.contents)) return failure(l10n.t('it is no list of keys with values'), 2, 1);
    const values: unknown = document.toJS();
    return { values: isRecord(values) ? values : {} };
  } catch (error) {
    // Deep nesting and alias bombs make the library throw.
    return failure(error instanceof Error ? error.message : String(error), 2, 1);
  }
}

function failure(reason: string, line: number, column: number): YamlRead {
  return {
    message: l10n.t(
      'The front matter cannot be read ({0}); it is shown as text. Write it as “key: value” lines.',
      reason,
    ),
    line,
    column,
  };
}

function versionWarnings(values: Readonly<Record<string, unknown>>, raw: string): FormatWarning[] {
  const version = values.scalebook;
  if (version === undefined || version === null || version === FORMAT_VERSION) return [];
  const lines = withLf(raw).split('\n');
  const at = Math.max(
    lines.findIndex(line => /^\s*["']?scalebook\b/.test(line)),
    0,
  );
  return [
    warn(
      l10n.t(
        'This notebook says that it is of version {0} of the format; this Scalebook knows version {1}. What it does not know it keeps.',
        String(version),
        FORMAT_VERSION,
      ),
      at + 1,
      1,
      (lines[at] ?? '').length + 1,
      'version',
    ),
  ];
}

function warn(message: string, line: number, column: number, endColumn: number, code = 'front-matter'): FormatWarning {
  return { severity: 'warning', code, message, line, column, endLine: line, endColumn };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
