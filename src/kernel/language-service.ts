import * as l10n from '@vscode/l10n';
import type { Diagnostic } from '../language/diagnostic';
import { builtinNames } from '../language/names';
import { type Completion, complete } from '../language/services/completion';
import { type Hover, hover } from '../language/services/hover';
import type { VariableInfo } from '../language/services/notebook-names';
import { type SignatureHelp, signatureHelp } from '../language/services/signature-help';
import { unitNames } from '../language/units/table';
import { analyse } from '../notebook/analysis';
import type { Cell } from '../notebook/format';

/** What an editor asks of the language. Served by a worker of its own, so that a busy kernel does not delay it. */
export interface LanguageFunctions {
  setMessages(messages: Readonly<Record<string, string>>): void;
  /** Every name that belongs to the language. */
  builtins(): readonly string[];
  /** What is wrong with each cell before anything runs, in the order of the cells. */
  diagnose(cells: readonly Cell[]): readonly (readonly Diagnostic[])[];
  complete(place: Place): readonly Completion[];
  hover(place: Place): Hover | undefined;
  signatureHelp(place: Place): SignatureHelp | undefined;
}

/** A place in a cell, and what the notebook around it defines. */
export interface Place {
  readonly text: string;
  readonly offset: number;
  /** Names that the notebook defines, with their values in short where they have run. */
  readonly names: Readonly<Record<string, VariableInfo | null>>;
}

const notebookNames = ({ names }: Place) => ({
  names: Object.keys(names),
  infoOf: (name: string) => (Object.hasOwn(names, name) ? (names[name] ?? undefined) : undefined),
});

export const languageService: LanguageFunctions = {
  setMessages: messages => l10n.config({ contents: { ...messages } }),
  builtins: () => [...builtinNames(), ...unitNames()],
  diagnose: cells => {
    const { diagnostics } = analyse(cells.map((cell, i) => ({ id: String(i), cell })));
    return cells.map((_, i) => diagnostics.get(String(i)) ?? []);
  },
  complete: place => complete(place.text, place.offset, notebookNames(place)),
  hover: place => hover(place.text, place.offset, notebookNames(place)),
  signatureHelp: place => signatureHelp(place.text, place.offset),
};
