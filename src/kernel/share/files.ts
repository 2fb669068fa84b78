import type { HostFunctions } from '../protocol';

type Reader = Pick<HostFunctions, 'readFile' | 'findFiles' | 'folders'>;

/** Bytes of data files that a page carries at most. */
export const MOST_DATA = 5_000_000;

/** What a run has read. */
export type Recorded = Pick<FileRecorder, 'files' | 'sizes' | 'globs' | 'streams'>;

/** Files below a note that a run has read, so that a copy can carry them. Keeps at most `most` bytes of content. */
export class FileRecorder implements Reader {
  /** Content by path; `undefined` for what was too large to keep. */
  readonly files = new Map<string, Uint8Array | undefined>();
  readonly sizes = new Map<string, number>();
  readonly globs = new Map<string, readonly string[]>();
  /** Whether corpora may have been streamed from folders, past this recorder. */
  streams = false;
  private kept = 0;

  constructor(
    private readonly host: Reader,
    private readonly most: number,
  ) {}

  async readFile(path: string): Promise<Uint8Array> {
    const bytes = await this.host.readFile(path);
    if (!this.files.has(path)) {
      const fits = this.kept + bytes.length <= this.most;
      if (fits) this.kept += bytes.length;
      this.files.set(path, fits ? bytes : undefined);
      this.sizes.set(path, bytes.length);
    }
    return bytes;
  }

  async findFiles(glob: string): Promise<readonly string[]> {
    const found = await this.host.findFiles(glob);
    this.globs.set(glob, found);
    return found;
  }

  /** What is streamed from there is too large for a copy. */
  async folders(): Promise<readonly string[]> {
    const folders = (await this.host.folders?.()) ?? [];
    this.streams ||= folders.length > 0;
    return folders;
  }
}
