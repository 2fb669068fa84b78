import * as l10n from '@vscode/l10n';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { ScienceError } from '../../../science/errors';
import { type Exit, UsageError } from '../../exit';
import type { JobOptions } from './job';
import type { CorpusRunOptions } from './run';
import type { StageOptions } from './stage';

const collect = (value: string, all: readonly string[]): readonly string[] => [...all, value];

function whole(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError(l10n.t('It must be a whole number of at least 1.'));
  return Number(text);
}

/** What is wrong with files, folders or a plan is a sentence of the command line's. */
const told = (work: Promise<Exit>): Promise<Exit> =>
  work.catch((error: unknown) => {
    throw error instanceof ScienceError ? new UsageError(error.message) : error;
  });

/** `scalebook corpus …`: pipelines of notebooks on files of any size, on this machine or on many. */
export function corpusCommands(program: Command, done: (work: Promise<Exit>) => Promise<void>): void {
  const corpus = program
    .command('corpus')
    .description(l10n.t('clean a corpus as a notebook says, on this machine or with Slurm'))
    .helpCommand(false);
  const planned = (command: Command): Command =>
    command
      .argument('<notebook>')
      .option('--name <name>', l10n.t('which corpus of the notebook, where it defines several'))
      .option('--set <name=expression>', l10n.t('replace the definition of a name; may be repeated'), collect, [])
      .option('--no-gzip', l10n.t('shards as plain JSON Lines'));
  planned(corpus.command('run'))
    .description(l10n.t('write what survives as JSON Lines, with a report; an interrupted run goes on'))
    .requiredOption('-o, --output <folder>', l10n.t('folder to write to'))
    .option('--workers <n>', l10n.t('threads; as many as processors if left out'), whole)
    .option('--keep-work', l10n.t('keep the results of passes'))
    .action((file: string, options: CorpusRunOptions) =>
      done(told(import('./run').then(m => m.runCorpus(file, options)))),
    );
  planned(corpus.command('job'))
    .description(l10n.t('write array jobs that do the same on many machines'))
    .addOption(new Option('--engine <engine>', l10n.t('who runs the jobs')).choices(['slurm']).default('slurm'))
    .option('--shards <n>', l10n.t('tasks per step'), whole, 64)
    .option('-o, --output <folder>', l10n.t('folder on shared storage; NOTEBOOK-corpus here if left out'))
    .option('--command <command>', l10n.t('what runs Scalebook on a node; this very program if left out'))
    .option('--partition <name>', l10n.t('as Slurm has it'))
    .option('--account <name>', l10n.t('as Slurm has it'))
    .option('--time <limit>', l10n.t('as Slurm has it, for each task'))
    .option('--mem <size>', l10n.t('as Slurm has it, for each task'))
    .option('--cpus <n>', l10n.t('processors for each task'), whole)
    .action((file: string, options: JobOptions) => done(told(import('./job').then(m => m.writeJob(file, options)))));
  corpus
    .command('stage')
    .description(l10n.t('run a share of one step of a job; without a name, list the steps'))
    .argument('[name]')
    .option('-o, --output <folder>', l10n.t('folder of the job'), '.')
    .option('--shard <i/n>', l10n.t('which share, counted from 0'), '0/1')
    .option('--workers <n>', l10n.t('threads'), whole)
    .action((name: string | undefined, options: StageOptions) =>
      done(told(import('./stage').then(m => m.runStage(name, options)))),
    );
}
