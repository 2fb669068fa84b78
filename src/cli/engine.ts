import path from 'node:path';
import type { HostFunctions } from '../kernel/protocol';
import { spawnNode } from '../kernel/spawn-node';
import { Supervisor } from '../kernel/supervisor';
import { findBelow, readBelow } from './files';
import { spoken } from './language';

/** Seconds that a cell may take, and MB of heap. */
const DEADLINE = 300;
const MEMORY = 4096;

/** What a kernel may read. */
export type Files = Pick<HostFunctions, 'readFile' | 'findFiles' | 'folders'>;

/** Files below some folders; the first folder that has one counts. */
export const filesBelow = (folders: readonly string[]): Files => ({
  readFile: relative => readBelow(folders, relative),
  findFiles: glob => findBelow(folders[0] ?? '.', glob),
  folders: async () => folders,
});

/** A kernel for notebooks: the same worker that VS Code runs. Outcomes carry their values in full. */
export const startEngine = (
  files: Files,
  overrides: Readonly<Record<string, string>> = {},
  messages: Readonly<Record<string, string>> | undefined = spoken()?.messages,
): Supervisor =>
  new Supervisor(
    () => spawnNode(path.join(__dirname, 'kernel.js'), MEMORY),
    {
      readFile: relative => files.readFile(relative),
      findFiles: glob => files.findFiles(glob),
      folders: async () => (await files.folders?.()) ?? [],
      progress: () => undefined,
    },
    { deadline: DEADLINE * 1000, options: { overrides, full: true, ...(messages && { messages }) } },
  );
