import { readFile, writeFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { Command, CommanderError, Option } from 'commander';
import manifest from '../../package.json';
import { checkNotebook, runNotebook } from '../kernel/batch';
import { decode, type NotebookDocument, parse } from '../notebook/format';
import { startEngine } from './engine';
import { foldersOf } from './files';
import { helpText } from './help';
import { jsonDocument } from './json';
import { diagnosticLine, markdownDocument, textDocument } from './text';

/** 0 all cells ran; 1 a cell failed or a diagnostic is an error; 2 the command line or a file is wrong. */
type Exit = 0 | 1 | 2;

class UsageError extends Error {}

const DEADLINE = 300;
const MEMORY = 4096;

const print = (text: string): void => {
  if (text !== '') process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
};
const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

async function readNotebook(file: string): Promise<NotebookDocument> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      error.code === 'ENOENT'
        ? l10n.t('There is no file "{0}".', file)
        : l10n.t('"{0}" cannot be read: {1}.', file, error.message),
    );
  });
  return parse(decode(bytes));
}

/** `name=expression` pairs of `--set`. */
function overridesOf(pairs: readonly string[]): Record<string, string> {
  const entries = pairs.map(pair => {
    const at = pair.indexOf('=');
    if (at <= 0) throw new UsageError(l10n.t('--set takes name=expression, and "{0}" has no `=`.', pair));
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
  });
  return Object.fromEntries(entries);
}

interface RunOptions {
  readonly format: 'text' | 'json' | 'md';
  readonly output?: string;
  readonly set: readonly string[];
}

async function run(files: readonly string[], options: RunOptions): Promise<Exit> {
  const overrides = overridesOf(options.set);
  let failed = false;
  const parts: string[] = [];
  for (const file of files) {
    const document = await readNotebook(file);
    for (const name of Object.keys(overrides)) {
      if (!definesName(document, name))
        throw new UsageError(l10n.t('--set {0}: the notebook "{1}" defines no such name.', name, file));
    }
    const engine = startEngine(foldersOf(file), { overrides, deadline: DEADLINE, memory: MEMORY });
    const result = await runNotebook(document, request => engine.evaluate(request), { overrides });
    engine.dispose();
    failed ||= !result.ok;
    for (const warning of result.warnings) complain(diagnosticLine(file, warning));
    if (options.format === 'json') parts.push(JSON.stringify(jsonDocument(file, result), null, 2));
    else
      parts.push(
        options.format === 'md'
          ? markdownDocument(String(document.frontMatter.values.title ?? ''), document.cells, result)
          : textDocument(result),
      );
    for (const cell of result.cells)
      for (const d of cell.diagnostics)
        if (options.format !== 'json' || d.severity === 'error') complain(diagnosticLine(file, d));
  }
  const text = parts.join('\n\n');
  if (options.output === undefined) print(text);
  else await writeFile(options.output, text.endsWith('\n') ? text : `${text}\n`);
  return failed ? 1 : 0;
}

const definesName = (document: NotebookDocument, name: string): boolean =>
  document.cells.some(cell =>
    cell.kind === 'data'
      ? cell.name === name
      : cell.kind === 'scale' &&
        new RegExp(`^\\s*(?:.*;)?\\s*${escapeRegExp(name)}\\s*(?:\\([^)]*\\)\\s*)?=[^=]`, 'm').test(cell.text),
  );

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

async function checkFiles(files: readonly string[]): Promise<Exit> {
  let failed = false;
  for (const file of files) {
    for (const diagnostic of checkNotebook(await readNotebook(file))) {
      failed ||= diagnostic.severity === 'error';
      print(diagnosticLine(file, diagnostic));
    }
  }
  return failed ? 1 : 0;
}

async function evaluate(expression: string, options: { readonly format: 'text' | 'json' }): Promise<Exit> {
  const document = parse(`\`\`\`scale\n${expression}\n\`\`\`\n`);
  const engine = startEngine([process.cwd()], { deadline: DEADLINE, memory: MEMORY });
  const result = await runNotebook(document, request => engine.evaluate(request));
  engine.dispose();
  if (options.format === 'json') print(JSON.stringify(jsonDocument('', result), null, 2));
  else print(textDocument(result));
  for (const cell of result.cells) {
    for (const d of cell.diagnostics) {
      // The fence above the expression is ours: the user's first line is 1.
      if (d.severity === 'error') complain(diagnosticLine('expression', { ...d, line: d.line - 1 }));
    }
  }
  return result.ok ? 0 : 1;
}

async function main(args: readonly string[]): Promise<Exit> {
  let exit: Exit = 0;
  const done = async (work: Promise<Exit>): Promise<void> => {
    exit = await work;
  };
  const program = new Command('scalebook')
    .description(l10n.t('Runs, checks and explains notebooks of the science of scale.'))
    .version(manifest.version)
    .exitOverride()
    .showHelpAfterError();
  const format = (choices: string[]): Option =>
    new Option('--format <format>', l10n.t('what to print')).choices(choices).default('text');
  program
    .command('run')
    .description(l10n.t('run every cell and print the answers'))
    .argument('<file...>')
    .addOption(format(['text', 'json', 'md']))
    .option('-o, --output <out>', l10n.t('write to a file instead of standard output'))
    .option(
      '--set <name=expression>',
      l10n.t('replace the definition of a name; may be repeated'),
      (value: string, all: string[]) => [...all, value],
      [] as string[],
    )
    .action((files: string[], options: RunOptions) => done(run(files, options)));
  program
    .command('check')
    .description(l10n.t('diagnostics only: nothing runs'))
    .argument('<file...>')
    .action((files: string[]) => done(checkFiles(files)));
  program
    .command('eval')
    .description(l10n.t('evaluate one cell given as text'))
    .argument('<expression>')
    .addOption(format(['text', 'json']))
    .action((expression: string, options: { format: 'text' | 'json' }) => done(evaluate(expression, options)));
  program
    .command('help')
    .description(l10n.t('the reference of a function, law, model or device'))
    .argument('[name]')
    .action((name: string | undefined) => {
      if (name === undefined) {
        print(program.helpInformation());
        print(helpText(undefined) ?? '');
        return;
      }
      const text = helpText(name);
      if (text === undefined)
        throw new UsageError(l10n.t('Nothing is called `{0}`. `scalebook help` lists what there is.', name));
      print(text);
    });
  try {
    await program.parseAsync(args, { from: 'user' });
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

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    complain(`scalebook: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  },
);
