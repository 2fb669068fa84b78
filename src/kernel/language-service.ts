import * as l10n from '@vscode/l10n';
import type { Diagnostic } from '../language/diagnostic';
import { reservedNames } from '../language/reserved';
import { type Completion, complete } from '../language/services/completion';
import { describeBuiltin, type Hover, hover } from '../language/services/hover';
import { type LibrarySection, library } from '../language/services/library';
import type { VariableInfo } from '../language/services/notebook-names';
import { type SemanticToken, semanticTokens } from '../language/services/semantic';
import { type SignatureHelp, signatureHelp } from '../language/services/signature-help';
import { cellSymbols } from '../language/services/symbols';
import { analyse } from '../notebook/analysis';
import type { Cell } from '../notebook/format';

/** What an editor asks of the language. Served by a worker of its own, so that a busy kernel does not delay it. */
export interface LanguageFunctions {
  setMessages(messages: Readonly<Record<string, string>>): void;
  /** Every name that a notebook cannot define. */
  reserved(): readonly string[];
  /** What is wrong with each cell before anything runs, in the order of the cells. */
  diagnose(cells: readonly Cell[]): readonly (readonly Diagnostic[])[];
  complete(place: Place): readonly Completion[];
  /** Laws, models, hardware, data and functions, for those who browse. */
  library(): readonly LibrarySection[];
  /** What a completion is about, in Markdown: asked for when somebody looks at it. */
  describe(about: readonly string[]): string | undefined;
  hover(place: Place): Hover | undefined;
  signatureHelp(place: Place): SignatureHelp | undefined;
  /** What each name of a cell is; the place's offset does not matter. */
  semanticTokens(place: Place): readonly SemanticToken[];
}

/** A place in a cell, and what the notebook around it defines. */
export interface Place {
  readonly text: string;
  readonly offset: number;
  /** The character that was just typed, where that is why the editor asks. */
  readonly typed?: string;
  /** Names that the notebook defines, with their values in short where they have run. */
  readonly names: Readonly<Record<string, VariableInfo | null>>;
}

const notebookNames = ({ names }: Place) => ({
  names: Object.keys(names),
  infoOf: (name: string) => (Object.hasOwn(names, name) ? (names[name] ?? undefined) : undefined),
});

export const languageService: LanguageFunctions = {
  setMessages: messages => l10n.config({ contents: { ...messages } }),
  reserved: () => reservedNames(),
  diagnose: cells => {
    const { diagnostics } = analyse(cells.map((cell, i) => ({ id: String(i), cell })));
    return cells.map((_, i) => diagnostics.get(String(i)) ?? []);
  },
  complete: place => complete(place.text, place.offset, notebookNames(place), place.typed),
  library,
  describe: describeBuiltin,
  hover: place => hover(place.text, place.offset, notebookNames(place)),
  semanticTokens: ({ text, names }) => {
    const elsewhere = Object.entries(names).filter(([, info]) => info?.kind === 'function');
    const own = cellSymbols(text);
    const here = own.filter(symbol => symbol.kind === 'function');
    return semanticTokens(
      text,
      new Set([...elsewhere.map(([name]) => name), ...here.map(({ name }) => name)]),
      new Set([...Object.keys(names), ...own.map(({ name }) => name)]),
    );
  },
  signatureHelp: place => signatureHelp(place.text, place.offset, notebookNames(place)),
};
