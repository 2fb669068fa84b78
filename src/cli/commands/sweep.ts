import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { SweepComparison } from '../../kernel/share/results/comparison';
import type { SweptRun } from '../../kernel/share/results/sweep';
import type { NotebookDocument } from '../../notebook/format';
import { pageAssets, stemOf } from '../copies';
import type { Exit } from '../exit';
import { print, writeText } from '../io';
import type { Definitions } from '../set';
import { type RunOptions, runOne } from './run';

/**
 * A run for each value: each with a copy of its own where the format is a page's, and a table that compares them. Copies stand
 * beside the comparison: `-o plan.html` writes `plan-gpus-512.html` … and the table into `plan.html`.
 */
export async function sweep(
  file: string,
  document: NotebookDocument,
  runs: readonly Definitions[],
  swept: readonly string[],
  options: RunOptions,
): Promise<Exit> {
  const { format } = options;
  const isCopy = format === 'html' || format === 'md';
  const out = options.output ?? (isCopy ? `${stemOf(file)}.${format}` : undefined);
  const names = fileNames(runs, swept, out ?? '');
  // Each page leads back to the table.
  const home = out === undefined ? {} : { home: encodeURIComponent(path.basename(out)) };
  const done: SweptRun[] = [];
  const texts: string[] = [];
  for (const [i, set] of runs.entries()) {
    const own = isCopy && out !== undefined ? path.join(path.dirname(out), names[i] ?? '') : undefined;
    const { result, text } = await runOne(file, document, set, { ...options, ...home }, own);
    done.push({ set, variables: result.variables, ok: result.ok, ...(own !== undefined && { link: names[i] ?? '' }) });
    texts.push(text);
  }
  const { label, SweepComparison } = await import('../../kernel/share/results/comparison');
  const title = l10n.t('{0}: {1} runs', titleOf(document, file), runs.length);
  const comparison = new SweepComparison(title, done, swept);
  const heads = runs.map((set, i) => `== ${label(set)} ==\n\n${texts[i] ?? ''}`);
  const text = isCopy
    ? await copyOf(comparison, format)
    : format === 'json'
      ? json(file, done, texts, comparison)
      : undefined;
  const whole = text ?? [...heads, comparison.text()].join('\n\n');
  if (out === undefined) print(whole);
  else await writeText(out, whole.endsWith('\n') ? whole : `${whole}\n`);
  return done.every(run => run.ok) ? 0 : 1;
}

async function copyOf(comparison: SweepComparison, format: 'html' | 'md'): Promise<string> {
  if (format === 'md') return comparison.markdown();
  const { readAssets } = await import('../../kernel/share/html/assets');
  return comparison.html(readAssets(await pageAssets()));
}

function json(file: string, runs: readonly SweptRun[], texts: readonly string[], comparison: SweepComparison): string {
  const sweep = runs.map(({ set }, i) => ({ set, ...JSON.parse(texts[i] ?? '{}') }));
  const ok = runs.every(run => run.ok);
  return JSON.stringify({ scalebook: 1, file, ok, sweep, comparison: comparison.json() }, null, 2);
}

const titleOf = ({ frontMatter }: NotebookDocument, file: string): string =>
  typeof frontMatter.values.title === 'string' ? frontMatter.values.title : stemOf(file);

/** `plan-gpus-512.html`; numbered where values give the same name. */
function fileNames(runs: readonly Definitions[], swept: readonly string[], out: string): readonly string[] {
  const taken = new Set<string>();
  const { name, ext } = path.parse(out);
  return runs.map(set => {
    const parts = swept.map(
      key => `${key}-${(set[key] ?? '').replace(/[^\p{L}\p{N}.]+/gu, '-').replace(/^-+|-+$/g, '')}`,
    );
    const stem = [name, ...parts].join('-').slice(0, 100);
    let own = stem;
    for (let i = 2; taken.has(own); i += 1) own = `${stem}-${i}`;
    taken.add(own);
    return own + ext;
  });
}
