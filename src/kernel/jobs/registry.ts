import * as l10n from '@vscode/l10n';

/** A pure function that is heavy enough for a worker of its own. Payload and result are plain data or typed arrays. */
export type Job = (payload: unknown, progress: (done: number, text?: string) => void) => unknown;

const jobs = new Map<string, Job>();

/** Adds a job. Both sides of a pool load the same bundle, so a name is enough to call it. */
export function registerJob<Payload, Result>(
  name: string,
  run: (payload: Payload, progress: (done: number, text?: string) => void) => Result,
): void {
  jobs.set(name, (payload, progress) => run(payload as Payload, progress));
}

/** Runs a job by its name. */
export type RunJob = (name: string, payload: unknown, progress: (done: number, text?: string) => void) => unknown;

let loadMore: () => RunJob | undefined = () => undefined;

/** Says where jobs are that are not part of this bundle. */
export function moreJobs(load: () => RunJob | undefined): void {
  loadMore = load;
}

/** Runs a job here. */
export function runJob(name: string, payload: unknown, progress: (done: number, text?: string) => void): unknown {
  const job = jobs.get(name);
  const more = job ? undefined : loadMore();
  if (more) return more(name, payload, progress);
  if (!job)
    throw new Error(
      l10n.t('This needs VS Code on the desktop or the command line: a browser cannot run it ({0}).', name),
    );
  return job(payload, progress);
}
