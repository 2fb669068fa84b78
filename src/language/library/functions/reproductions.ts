import * as l10n from '@vscode/l10n';
import { type CheckedClaim, checkClaim } from '../../../science/facts/claim';
import { allClaims } from '../../../science/facts/claims';
import { constantClaims } from '../../../science/facts/printed_constants';
import { findSource } from '../../../science/facts/sources';
import type { Block } from '../../../views/blocks';
import { ScaleError } from '../../errors';
import { suggestion } from '../../suggest';
import { table, view } from '../../values/make';
import type { Table, Value } from '../../values/value';
import { type FunctionEntry, signature } from '../entry';
import { maybe, optional } from '../parameter';
import { boolean, text } from '../parameters';
import { tableBlock } from '../table-block';

const YES = '✓';
const NO = '✗';

export const reproductionFunctions: readonly FunctionEntry[] = [
  {
    name: 'reproductions',
    group: 'references',
    summary: 'Published claims computed again: what each paper prints, what comes out here, and whether the two agree.',
    details:
      'A claim holds (✓) where the computed value lies within half a unit of the last printed digit, widened where the inputs are themselves rounded. Where a paper contradicts itself or its rounding misleads, the row is ✗ and says why. `unexpected` counts rows that came out otherwise than known: it must be 0. With `constants: true` every constant of every law stands beside what its source prints.',
    signatures: [
      signature(
        {
          paper: maybe(text('Key of a source, as "hoffmann2022"; all papers if left out.')),
          mismatches: optional(boolean('Only the rows that do not agree.'), false, 'false'),
          constants: optional(
            boolean('The constants of the laws as printed, instead of what is computed from them.'),
            false,
            'false',
          ),
        },
        'view with table, claims, matching, unexpected',
        ({ paper, mismatches, constants }, context) => {
          const checked = checkedClaims(paper, constants).filter(c => !mismatches || !c.matches);
          const unexpected = checked.filter(c => !c.asExpected);
          if (unexpected.length > 0)
            context.note({
              tone: 'warning',
              key: 'reproductions',
              text: l10n.t(
                'Not as known: {0}. A constant or a formula has changed.',
                unexpected.map(c => c.claim.id).join(', '),
              ),
            });
          const matching = checked.filter(c => c.matches).length;
          const summary = l10n.t('{0} of {1} published claims are reproduced', matching, checked.length);
          return view(
            'blocks',
            { blocks: blocksOf(checked, mismatches ? l10n.t('Claims that do not reproduce, and why') : summary) },
            {
              table: tableOf(checked),
              claims: checked.length,
              matching,
              unexpected: unexpected.length,
              ...Object.fromEntries(tableOf(checked).columns),
            },
            summary,
          );
        },
      ),
    ],
    examples: ['reproductions()', 'reproductions(paper: "hoffmann2022").matching', 'reproductions(mismatches: true)'],
  },
];

/** Claims never change while the program runs: they are worked out once. */
const known = new Map<boolean, readonly CheckedClaim[]>();

function allChecked(constants: boolean): readonly CheckedClaim[] {
  const found = known.get(constants) ?? (constants ? constantClaims() : allClaims()).map(checkClaim);
  known.set(constants, found);
  return found;
}

function checkedClaims(paper: string | undefined, constants: boolean): readonly CheckedClaim[] {
  const all = allChecked(constants);
  if (paper === undefined) return all;
  const found = all.filter(c => c.claim.citation.source === paper);
  if (found.length > 0) return found;
  const papers = [...new Set(all.map(c => c.claim.citation.source))].sort();
  throw new ScaleError(
    'not-found',
    l10n.t('No claim of "{0}" is reproduced here. The papers are {1}.', paper, papers.join(', ')),
    undefined,
    papers.length > 0 ? suggestion(paper, papers) : undefined,
  );
}

const paperName = (key: string): string => {
  const source = findSource(key);
  return source ? `${source.authors} ${source.year}` : key;
};

/** What is to be known of a row beside its numbers: why it fails, what was assumed. */
const remark = ({ claim }: CheckedClaim): string => [claim.reason, claim.note].filter(Boolean).join(' ');

function tableOf(checked: readonly CheckedClaim[]): Table {
  const numbers = (of: (c: CheckedClaim) => number) => Float64Array.from(checked, of);
  const texts = (of: (c: CheckedClaim) => string): readonly Value[] => checked.map(of);
  return table(
    {
      id: texts(c => c.claim.id),
      paper: texts(c => paperName(c.claim.citation.source)),
      locator: texts(c => c.claim.citation.locator),
      statement: texts(c => c.claim.statement),
      printed: numbers(c => c.printed),
      computed: numbers(c => c.computed),
      tolerance: numbers(c => c.claim.tolerance),
      unit: texts(c => c.claim.unit),
      ok: texts(c => (c.matches ? YES : NO)),
      as_expected: checked.map(c => c.asExpected),
      note: texts(remark),
    },
    { title: 'reproductions' },
  );
}

/** A computed value with two digits more than the paper prints, and in the same way of writing. */
export function writtenLike(printed: string, value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const [mantissa = '', exponent] = printed.toLowerCase().split('e');
  const decimals = (mantissa.split('.')[1]?.length ?? 0) + 2;
  if (exponent === undefined) {
    // Printed to the unit or coarser: a decimal more says enough.
    return value.toFixed(mantissa.includes('.') ? decimals : Math.abs(value) >= 1000 ? 0 : 1);
  }
  const [digits = '', power = '0'] = value.toExponential(decimals).split('e');
  return `${digits}e${Number(power)}`;
}

function blocksOf(checked: readonly CheckedClaim[], title: string): Block[] {
  const wrong = checked.filter(c => !c.asExpected);
  const papers = new Set(checked.map(c => c.claim.citation.source));
  return [
    { kind: 'title', text: title },
    ...(wrong.length > 0
      ? [
          {
            kind: 'note' as const,
            tone: 'error' as const,
            text: l10n.t('Not as known: {0}.', wrong.map(c => c.claim.id).join(', ')),
          },
        ]
      : []),
    tableBlock(
      [
        { name: l10n.t('Where'), values: checked.map(c => whereText(c, papers.size > 1)), wrap: true },
        { name: l10n.t('Claim'), values: checked.map(c => c.claim.statement), wrap: true },
        numbersAsPrinted(l10n.t('Printed'), checked, c =>
          c.claim.unit ? `${c.claim.printed} ${c.claim.unit}` : c.claim.printed,
        ),
        numbersAsPrinted(l10n.t('Computed'), checked, c => writtenLike(c.claim.printed, c.computed)),
        {
          name: '',
          values: checked.map(c => (c.matches ? YES : NO)),
          tones: checked.map(c => (c.matches ? ('good' as const) : ('bad' as const))),
        },
        ...(checked.some(c => remark(c) !== '')
          ? [{ name: l10n.t('Remark'), values: checked.map(remark), wrap: true }]
          : []),
      ],
      { sortable: true },
    ),
  ];
}

const whereText = ({ claim: { citation } }: CheckedClaim, named: boolean): string =>
  named ? `${paperName(citation.source)}, ${citation.locator}` : citation.locator;

const numbersAsPrinted = (name: string, checked: readonly CheckedClaim[], write: (c: CheckedClaim) => string) => ({
  name,
  values: checked.map(write),
  end: true,
});
