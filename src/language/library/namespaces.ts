import type { Namespace, Value } from '../values/value';

/** A collection whose members are made when first asked for. */
export function namespace(
  name: string,
  names: readonly string[],
  make: (name: string) => Value | undefined,
  { table, absent }: Pick<Namespace, 'table' | 'absent'> = {},
): Namespace {
  const made = new Map<string, Value | undefined>();
  const known = new Set(names);
  return {
    kind: 'namespace',
    name,
    names: () => names,
    member: key => {
      if (!known.has(key)) return undefined;
      if (!made.has(key)) made.set(key, make(key));
      return made.get(key);
    },
    ...(table && { table }),
    ...(absent && { absent }),
  };
}

const namespaces = new Map<string, Namespace>();

export function registerNamespace(added: Namespace): void {
  namespaces.set(added.name, added);
}

export const findNamespace = (name: string): Namespace | undefined => namespaces.get(name);
export const namespaceNames = (): readonly string[] => [...namespaces.keys()];
