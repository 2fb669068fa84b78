import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../../../science/errors';
import type { Emergence } from '../../../../science/evaluation/emergence/emergence';
import { fromExactMatch, fromPerToken } from '../../../../science/evaluation/emergence/metric';
import { table as makeTable } from '../../../values/make';
import type { Table } from '../../../values/value';
import { type FunctionEntry, signature } from '../../entry';
import { number, positive } from '../../parameter';
import type { NamedSeries } from '../score-series';

/** A series seen per token. */
export interface Mirror {
  readonly tokens: number;
  readonly x: Float64Array;
  /** Null where no answer was right: then nothing but an upper end is known. */
  readonly perToken: readonly (number | null)[];
  readonly nats: readonly (number | null)[];
  readonly table: Table;
}

/** The probability per token behind exact-match scores of k-token answers. */
export function mirrorOf(
  { x, y }: Emergence,
  tokens: number,
  whole: 1 | 100 | undefined,
  { name, axis }: NamedSeries,
): Mirror {
  if (whole === undefined)
    throw new ScienceError(
      'not-a-share',
      l10n.t('{0}: only shares of right answers have a probability per token.', name),
    );
  const mirrors = Array.from(y, score => fromExactMatch(Math.min(Math.max(score / whole, 0), 1), tokens).mirror);
  const perToken = mirrors.map(m => m?.perToken ?? null);
  const nats = mirrors.map(m => m?.nats ?? null);
  const columns = { [axis]: x, exact_match: y.map(v => v / whole), per_token: perToken, nats_per_token: nats };
  return { tokens, x, perToken, nats, table: makeTable(columns) };
}

export const mirrorFunctions: readonly FunctionEntry[] = [
  {
    name: 'per_token',
    group: 'evaluation',
    summary:
      'Probability per token behind an exact-match score of a k-token answer, if tokens are right independently.',
    details:
      '$p = s^{1/k}$; the inverse of `exact_match`. A score of 0 gives `none`: no finite sample tells how far below one right answer it lies.',
    signatures: [
      signature(
        {
          score: number('Share of answers that are right in every token, 0 to 1.'),
          k: positive('tokens', 'Tokens of an answer.'),
        },
        'number',
        ({ score, k }) => fromExactMatch(score, k).mirror?.perToken ?? null,
      ),
    ],
    examples: ['per_token(0.5, 5)'],
    sources: ['schaeffer2023'],
  },
  {
    name: 'exact_match',
    group: 'evaluation',
    summary: 'Share of k-token answers that are right in every token, each with probability p on its own: p^k.',
    signatures: [
      signature(
        { p: number('Probability that a token is right, 0 to 1.'), k: positive('tokens', 'Tokens of an answer.') },
        'number',
        ({ p, k }) => fromPerToken(p, k).exactMatch,
      ),
    ],
    examples: ['exact_match(0.87, 5)', 'map([1, 2, 5, 10], k => exact_match(0.9, k))'],
    sources: ['schaeffer2023'],
  },
];
