/** Running other programs. */
import { spawn } from 'node:child_process';
import process from 'node:process';

/**
 * Runs a program to its end and gives back its exit code (1 where a signal ended it).
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { onText?: (text: string) => void }} [options]
 *   with `onText`, output goes there instead of to this process's own
 * @returns {Promise<number>}
 */
export function run(command, args, { onText, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', onText ? 'pipe' : 'inherit', onText ? 'pipe' : 'inherit'],
      ...options,
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', text => onText?.(text));
    }
    child.on('error', reject);
    child.on('close', code => resolve(code ?? 1));
  });
}

/**
 * Runs npm quietly in a folder; rejects with what npm said when it fails.
 * @param {readonly string[]} args
 * @param {string} cwd
 */
export async function npm(args, cwd) {
  let said = '';
  const quiet = [...args, '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await run('npm', quiet, {
    cwd,
    shell: process.platform === 'win32',
    onText: text => {
      said += text;
    },
  });
  if (code !== 0) throw new Error(`\`npm ${args.join(' ')}\` failed in ${cwd}.\n${said.trim()}`);
}

/**
 * Ends a process that was started with `detached: true`, and all that it started.
 * @param {import('node:child_process').ChildProcess} child
 */
export async function endGroup(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const closed = new Promise(resolve => child.once('close', resolve));
  signalGroup(child.pid, 'SIGTERM');
  const forced = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), 3000);
  await closed;
  clearTimeout(forced);
}

/**
 * @param {number | undefined} pid leader of the group
 * @param {NodeJS.Signals} signal
 */
function signalGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    // A negative id names the whole group; Windows has no groups of this kind.
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // It has ended in the meantime.
  }
}

/** @param {number} milliseconds */
export const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
