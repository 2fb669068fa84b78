import type { Kind } from '../values/value';

/** A definition as lists and hovers show it. */
export interface VariableInfo {
  readonly kind: Kind;
  /** As a notebook writes it, on one line. */
  readonly text: string;
  /** What may stand behind a dot: names with their values in short, to some depth. */
  readonly fields: Readonly<Record<string, VariableInfo>>;
}

/** What a notebook knows around a cell. */
export interface NotebookNames {
  /** Names that the cells define. */
  readonly names: readonly string[];
  /** Their values in short, where they have run. */
  readonly infoOf: (name: string) => VariableInfo | undefined;
}

/** What is known of `a.b.c`; `undefined` where the notebook has no such name, or it has not run. */
export function infoAt(path: readonly string[], { infoOf }: NotebookNames): VariableInfo | undefined {
  const [first = '', ...rest] = path;
  let found = infoOf(first);
  for (const name of rest) found = found && Object.hasOwn(found.fields, name) ? found.fields[name] : undefined;
  return found;
}
