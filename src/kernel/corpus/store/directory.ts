import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Store } from './store';

const MAGIC = 0x31434253;

/** Where things stand in a result file: [magic, header bytes], header, sections. */
interface Header {
  readonly meta: unknown;
  readonly sections: readonly (readonly [offset: number, length: number])[];
}

/**
 * Writes a file so that readers see all of it or none: under another name in the same folder, then renamed. Two writers of
 * the same bytes do not hurt each other.
 */
export async function writeWhole(file: string, chunks: readonly Uint8Array[]): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const partial = partialName(file);
  try {
    await writeFile(partial, chunks);
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

let written = 0;

/** A name next to a file that no other process or thread uses. */
export const partialName = (file: string): string =>
  `${file}.${process.pid}-${Math.floor(performance.timeOrigin + performance.now())}-${written++}.partial`;

/** Keeps results as files in a folder, which processes on many machines may share. */
export function createDirectoryStore(folder: string): Store {
  const fileOf = (key: string) => path.join(folder, `${key}.bin`);

  const read = async <T>(
    key: string,
    use: (read: (from: number, length: number) => Promise<Uint8Array>) => Promise<T>,
  ) => {
    const handle = await open(fileOf(key), 'r');
    try {
      return await use(async (from, length) => {
        const bytes = new Uint8Array(length);
        let done = 0;
        while (done < length) {
          const { bytesRead } = await handle.read(bytes, done, length - done, from + done);
          if (bytesRead === 0) throw new Error(`${fileOf(key)} is shorter than it should be`);
          done += bytesRead;
        }
        return bytes;
      });
    } finally {
      await handle.close();
    }
  };

  const headerOf = async (
    slice: (from: number, length: number) => Promise<Uint8Array>,
  ): Promise<{ header: Header; base: number }> => {
    const [magic, length] = new Uint32Array((await slice(0, 8)).buffer);
    if (magic !== MAGIC) throw new Error('not a result of the corpus pipeline');
    const header = JSON.parse(new TextDecoder().decode(await slice(8, length!))) as Header;
    return { header, base: 8 + length! };
  };

  return {
    has: key =>
      stat(fileOf(key)).then(
        () => true,
        () => false,
      ),
    write: async (key, meta, sections) => {
      let offset = 0;
      const header: Header = {
        meta,
        sections: sections.map(section => {
          const place = [offset, section.length] as const;
          offset += section.length;
          return place;
        }),
      };
      const text = new TextEncoder().encode(JSON.stringify(header));
      const start = new Uint8Array(Uint32Array.of(MAGIC, text.length).buffer);
      await writeWhole(fileOf(key), [start, text, ...sections]);
    },
    meta: key => read(key, async slice => (await headerOf(slice)).header.meta),
    section: (key, index) =>
      read(key, async slice => {
        const { header, base } = await headerOf(slice);
        const place = header.sections[index];
        return place ? slice(base + place[0], place[1]) : new Uint8Array(0);
      }),
    trim: async () => {},
  };
}
