import * as l10n from '@vscode/l10n';
import type { RuleCounts } from '../../../../science/corpus/pipeline/counts';
import type { CorpusReport, Malformed, ReadCounts } from '../../../../science/corpus/pipeline/report';
import type { Reason } from '../../../../science/corpus/stage';
import type { Block, Cell } from '../../../../views/blocks';
import { formatNumber } from '../../../../views/format';

/** What each kind of unreadable record is called. */
const kinds = (): Record<Malformed, string> => ({
  'not-json': l10n.t('not JSON'),
  'not-a-record': l10n.t('without a record'),
  'no-text': l10n.t('without a text field'),
  'too-long': l10n.t('longer than 64 MB'),
  damaged: l10n.t('damaged from there on'),
});

/** What could not be read, with the first few places. */
export function problemBlocks({ malformed, undecodable, problems }: ReadCounts): Block[] {
  const told = Object.entries(malformed) as [Malformed, number][];
  const total = told.reduce((sum, [, n]) => sum + n, 0);
  const names = kinds();
  const unreadable: Block[] =
    total === 0
      ? []
      : [
          {
            kind: 'note',
            tone: 'warning',
            text: l10n.t(
              'Not read and not counted: {0}.',
              told.map(([kind, n]) => `${formatNumber(n, 'count')} ${names[kind]}`).join(', '),
            ),
          },
          {
            kind: 'details',
            summary: l10n.t('Where: the first {0}', problems.length),
            blocks: [
              {
                kind: 'table',
                columns: [{ name: l10n.t('Place') }, { name: l10n.t('Fault') }, { name: l10n.t('Text'), wrap: true }],
                rows: problems.map(({ kind, place, detail }) => [
                  { text: place },
                  { text: names[kind] },
                  { text: detail },
                ]),
              },
            ],
          },
        ];
  if (undecodable === 0) return unreadable;
  return [
    ...unreadable,
    {
      kind: 'note',
      tone: 'warning',
      text: l10n.t('{0} lines have bytes that are not UTF-8; they are read with � in their place.', undecodable),
    },
  ];
}

/** Examples of what each rule removed or changed, behind a line each. Text of documents is set as text. */
export function exampleBlocks(stages: CorpusReport['stages']): Block[] {
  return stages.flatMap(({ name, counts }, at) =>
    Object.entries(counts.rules)
      .filter(([, rule]) => rule.examples.length > 0)
      .map(
        ([rule, found]): Block => ({
          kind: 'details',
          summary: summaryOf(`${at + 1} ${name}`, rule, found),
          blocks: [
            {
              kind: 'table',
              columns: [
                { name: l10n.t('Document') },
                { name: l10n.t('Why'), wrap: true },
                { name: l10n.t('Text'), wrap: true },
              ],
              rows: found.examples.map(({ id, reason, excerpt }): Cell[] => [
                { text: id },
                { text: reasonText(reason) },
                { text: excerpt },
              ]),
            },
          ],
        }),
      ),
  );
}

function summaryOf(stage: string, rule: string, { removed, changed, examples }: RuleCounts): string {
  const did = [
    ...(removed.documents > 0
      ? [
          l10n.t(
            'documents removed: {0} ({1} words)',
            formatNumber(removed.documents, 'count'),
            formatNumber(removed.words, 'count'),
          ),
        ]
      : []),
    ...(changed > 0 ? [l10n.t('changed: {0}', formatNumber(changed, 'count'))] : []),
  ].join(', ');
  return l10n.t('{0}, {1}: {2}; examples: {3}', stage, rule, did, examples.length);
}

/** What was measured against its limit, or what was found. */
export function reasonText({ value, limit, detail, of }: Reason): string {
  const number = (x: number): string => formatNumber(x, 'plain', { digits: 3 });
  const parts = [
    ...(value !== undefined && limit !== undefined
      ? [l10n.t('{0} against {1}', number(value), number(limit))]
      : value !== undefined
        ? [number(value)]
        : []),
    ...(detail === undefined ? [] : [`“${detail}”`]),
    ...(of === undefined ? [] : [l10n.t('as document {0} of part {1}', of.index + 1, of.unit + 1)]),
  ];
  return parts.join(', ');
}
