import path from 'node:path';
import type { HostFunctions } from '../kernel/protocol';
import { spawnNode } from '../kernel/spawn-node';
import { Supervisor } from '../kernel/supervisor';
import { findBelow, readBelow } from './files';

export interface EngineOptions {
  readonly overrides?: Readonly<Record<string, string>>;
  /** Seconds that a cell may take. */
  readonly deadline: number;
  /** MB of heap. */
  readonly memory: number;
  readonly progress?: (text: string) => void;
}

/** A kernel for notebooks that read files below some folders: the same worker that VS Code runs. */
export function startEngine(
  folders: readonly string[],
  { overrides = {}, deadline, memory, progress }: EngineOptions,
): Supervisor {
  const host: HostFunctions = {
    readFile: relative => readBelow(folders, relative),
    findFiles: glob => findBelow(folders[0] ?? '.', glob),
    progress: (_result, done, text) => progress?.(`${Math.round(done * 100)} %${text ? ` ${text}` : ''}`),
  };
  const script = path.join(__dirname, 'kernel.js');
  return new Supervisor(() => spawnNode(script, memory), host, {
    deadline: deadline * 1000,
    options: { overrides, full: true },
  });
}
