import path from 'node:path';
import { funnelBlocks } from '../../language/library/functions/corpus/funnel';
import type { CorpusReport } from '../../science/corpus/pipeline/report';
import { blocksToMarkdown } from '../../views';
import { writeWhole } from './store/directory';

/** Names of what a run writes beside its shards: the same bytes however the work was shared out. */
export const REPORT_FILES = ['report.json', 'report.md', 'removed.jsonl'] as const;

/** A line for each example of what a stage removed or changed, with the rule that did. */
const removedLines = ({ stages }: CorpusReport): string =>
  stages
    .flatMap(({ name, counts }, at) =>
      Object.entries(counts.rules).flatMap(([rule, { examples }]) =>
        examples.map(({ id, reason, effect, excerpt }) => ({
          stage: at + 1,
          name,
          effect,
          ...reason,
          rule,
          id,
          excerpt,
        })),
      ),
    )
    .map(line => `${JSON.stringify(line)}\n`)
    .join('');

/** Writes the report of a run beside its output, for programs and for people, and the examples of what was removed. */
export async function writeReport(folder: string, report: CorpusReport): Promise<void> {
  const write = (name: string, text: string): Promise<void> =>
    writeWhole(path.join(folder, name), [new TextEncoder().encode(text)]);
  const [json, markdown, removed] = REPORT_FILES;
  await write(json, `${JSON.stringify(report, null, 2)}\n`);
  await write(markdown, `${blocksToMarkdown(funnelBlocks({ report }))}\n`);
  await write(removed, removedLines(report));
}
