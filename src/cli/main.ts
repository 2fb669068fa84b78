import * as l10n from '@vscode/l10n';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import manifest from '../../package.json';
import { check } from './commands/check';
import { corpusCommands } from './commands/corpus';
import { type DiffOptions, diff } from './commands/diff';
import { evalArguments, evaluate } from './commands/eval';
import { COPY_FORMATS, type ExportOptions, exportNote } from './commands/export';
import { help } from './commands/help';
import { importNote } from './commands/import';
import { type RunOptions, run } from './commands/run';
import type { VerifyOptions } from './commands/verify';
import { type Exit, UsageError } from './exit';
import { complain } from './io';
import { languageNamed, speak, wantedTag } from './language';

const collect = (value: string, all: readonly string[]): readonly string[] => [...all, value];

function share(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0)) throw new InvalidArgumentError(l10n.t('It must be a number of at least 0.'));
  return value;
}

const format = (...choices: string[]): Option =>
  new Option('--format <format>', l10n.t('what to print')).choices(choices).default('text');

const tolerance = (fallback: number): Option =>
  new Option('--tolerance <share>', l10n.t('numbers that differ by less than this share count as equal'))
    .argParser(share)
    .default(fallback);

/** The commands of the program. `done` is given what each of them does. */
function commands(done: (work: Promise<Exit>) => Promise<void>): Command {
  const program = new Command('scalebook')
    .description(l10n.t('Runs, checks, explains and shares notebooks of the science of scale.'))
    .version(manifest.version)
    .addOption(
      new Option('--lang <language>', l10n.t('language of the answers; that of the environment if left out')).choices([
        'en',
        'zh-cn',
      ]),
    )
    .helpCommand(false)
    .exitOverride()
    .showHelpAfterError();
  program
    .command('run')
    .description(l10n.t('run every cell and print the answers'))
    .argument('<file...>')
    .addOption(format('text', 'json', 'html', 'md'))
    .option('-o, --output <out>', l10n.t('write to a file instead of standard output'))
    .option('--static', l10n.t('html: leave the kernel out'))
    .option(
      '--set <name=expression>',
      l10n.t('replace the definition of a name; may be repeated. Values separated by commas make a run each'),
      collect,
      [],
    )
    .action((files: string[], options: RunOptions) => done(run(files, options)));
  program
    .command('check')
    .description(l10n.t('diagnostics only: nothing runs'))
    .argument('<file...>')
    .action((files: string[]) => done(check(files)));
  program
    .command('export')
    .description(l10n.t('a copy to share: a page that answers, Markdown, or a Jupyter notebook'))
    .argument('<file>')
    .addOption(
      new Option('--to <format>', l10n.t('kind of copy; what the name after -o ends with if left out')).choices([
        ...COPY_FORMATS,
      ]),
    )
    .option('-o, --output <out>', l10n.t('file to write; beside the note if left out, standard output if -'))
    .option('--static', l10n.t('html: leave the kernel out'))
    .option('--inline', l10n.t('md: figures in the text, not in files beside it'))
    .option('--home <address>', l10n.t('html: the page that this one belongs to, for a link at its top'))
    .option('--link <address=address>', l10n.t('html: another address for a link; may be repeated'), collect, [])
    .action((file: string, options: ExportOptions) => done(exportNote(file, options)));
  program
    .command('import')
    .description(l10n.t('a notebook from a Jupyter notebook'))
    .argument('<file>')
    .option('-o, --output <out>', l10n.t('file to write; beside the original if left out, standard output if -'))
    .action((file: string, options: { readonly output?: string }) => done(importNote(file, options)));
  program
    .command('verify')
    .description(l10n.t('run the note of an exported page again and report every number that differs'))
    .argument('<page>')
    .addOption(tolerance(1e-9))
    .action((file: string, options: VerifyOptions) =>
      done(import('./commands/verify').then(({ verify }) => verify(file, options))),
    );
  program
    .command('diff')
    .description(l10n.t('which results differ between two notebooks, and by how much'))
    .argument('<before>')
    .argument('<after>')
    .addOption(format('text', 'json'))
    .addOption(tolerance(1e-9))
    .option('--exit-code', l10n.t('exit with 1 where results differ'))
    .action((before: string, after: string, options: DiffOptions) => done(diff(before, after, options)));
  program
    .command('eval')
    .description(l10n.t('evaluate one cell given as text'))
    .argument('<expression>')
    .addOption(format('text', 'json'))
    .action((expression: string, options: { format: 'text' | 'json' }) => done(evaluate(expression, options)));
  corpusCommands(program, done);
  program
    .command('help')
    .description(l10n.t('the reference of a function, law, model or device'))
    .argument('[name]')
    .action((name: string | undefined) =>
      done(
        help(
          name,
          name === undefined
            ? program.helpInformation()
            : program.commands.find(c => c.name() === name)?.helpInformation(),
        ),
      ),
    );
  return program;
}

async function main(args: readonly string[]): Promise<Exit> {
  let exit: Exit = 0;
  const tag = wantedTag(args, process.env);
  speak(tag === undefined ? undefined : await languageNamed(tag));
  const program = commands(async work => {
    exit = await work;
  });
  try {
    const [command, ...rest] = args;
    await program.parseAsync(command === 'eval' ? [command, ...evalArguments(rest)] : args, { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UsageError) {
      complain(`scalebook: ${error.message}`);
      return 2;
    }
    throw error;
  }
}

// A reader that has seen enough (`| head`) closes the pipe: no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    complain(`scalebook: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  },
);
