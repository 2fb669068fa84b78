/** A view of `{#plan .collapsed width="12 cm"}`. */
export interface Attributes {
  readonly id: string | undefined;
  readonly classes: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  /** False if the closing brace is missing. */
  readonly closed: boolean;
}

const TOKEN = /[ \t]+|#([^\s{}]+)|\.([^\s{}=]+)|([^\s{}=]+)=(?:"([^"]*)"|'([^']*)'|([^\s{}]*))|[^\s{}]+|[^}]/y;

/** Reads the attributes in what follows a cell's name on its fence. Never fails: what it does not know it passes over. */
export function readAttributes(rest: string): Attributes {
  let id: string | undefined;
  const classes: string[] = [];
  const values = new Map<string, string>();
  const open = rest.indexOf('{');
  if (open === -1) return { id, classes, values, closed: true };
  TOKEN.lastIndex = open + 1;
  let end = open + 1;
  for (let match = TOKEN.exec(rest); match; match = TOKEN.exec(rest)) {
    const [, hash, dot, key, double, single, bare] = match;
    if (hash !== undefined) id ??= hash;
    else if (dot !== undefined) classes.push(dot);
    else if (key !== undefined) values.set(key, double ?? single ?? bare ?? '');
    end = TOKEN.lastIndex;
  }
  return { id, classes, values, closed: rest[end] === '}' };
}
