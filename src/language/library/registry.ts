import type { FunctionEntry } from './entry';

const entries = new Map<string, FunctionEntry>();

/** Adds functions to the library. A name can be added once. */
export function register(added: readonly FunctionEntry[]): void {
  for (const entry of added) {
    if (entries.has(entry.name)) throw new Error(`the function ${entry.name} is registered twice`);
    entries.set(entry.name, entry);
  }
}

export const findEntry = (name: string): FunctionEntry | undefined => entries.get(name);
export const allEntries = (): readonly FunctionEntry[] => [...entries.values()];
