/** Results of steps by name: some JSON, and sections of bytes that can be read one by one. */
export interface Store {
  readonly has: (key: string) => Promise<boolean>;
  /** Writes all of it or nothing. */
  readonly write: (key: string, meta: unknown, sections: readonly Uint8Array[]) => Promise<void>;
  readonly meta: (key: string) => Promise<unknown>;
  readonly section: (key: string, index: number) => Promise<Uint8Array>;
  /** The sections from `keep` on are not needed any more. */
  readonly trim: (key: string, keep: number) => Promise<void>;
}

/** Keeps results in memory: nothing is written anywhere. */
export function createMemoryStore(): Store {
  const entries = new Map<string, { meta: unknown; sections: readonly Uint8Array[] }>();
  const entry = (key: string) => {
    const found = entries.get(key);
    if (!found) throw new Error(`no result ${key}`);
    return found;
  };
  return {
    has: async key => entries.has(key),
    write: async (key, meta, sections) => void entries.set(key, { meta, sections }),
    meta: async key => entry(key).meta,
    section: async (key, index) => entry(key).sections[index] ?? new Uint8Array(0),
    trim: async (key, keep) => {
      const { meta, sections } = entry(key);
      entries.set(key, { meta, sections: sections.slice(0, keep) });
    },
  };
}
