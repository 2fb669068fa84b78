import type { Kind } from '../values/value';

/** A definition as lists and hovers show it. */
export interface VariableInfo {
  readonly kind: Kind;
  /** As a notebook writes it, on one line. */
  readonly text: string;
  /** Names that may stand behind a dot. */
  readonly fields: readonly string[];
}

/** What a notebook knows around a cell. */
export interface NotebookNames {
  /** Names that the cells define. */
  readonly names: readonly string[];
  /** Their values in short, where they have run. */
  readonly infoOf: (name: string) => VariableInfo | undefined;
}
