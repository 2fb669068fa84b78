import * as l10n from '@vscode/l10n';
import type { Block, Cell } from '../../blocks';
import { formatNumber } from '../../format';
import type { GainedToken, KnnPayload, PlaceInText } from './payload';

/** Characters of text shown before and after a token. */
const BEFORE = 52;
const AFTER = 26;

/** Tokens with their nearest neighbours below them, each in its context. */
export function gainsTable(title: string | undefined, tokens: readonly GainedToken[]): Block[] {
  if (tokens.length === 0) return [];
  return [
    {
      kind: 'table',
      ...(title ? { title } : {}),
      columns: [
        {
          name: l10n.t('In context'),
          wrap: true,
          source: l10n.t('A token of the held-out text, and its nearest neighbours in the datastore'),
        },
        { name: 'p LM', align: 'end', source: l10n.t('Probability by the model alone') },
        {
          name: 'p kNN',
          align: 'end',
          source: l10n.t('Probability by the neighbours; of a neighbour, its share of their weight'),
        },
        { name: 'p', align: 'end', source: l10n.t('Probability of the mixture') },
        {
          name: l10n.t('Gain'),
          align: 'end',
          source: l10n.t('log p mixed − log p of the model, in nats; of a neighbour, its squared L2 distance d'),
        },
      ],
      rows: tokens.flatMap(rowsOf),
    },
  ];
}

function rowsOf({ neighbours, lm, knn, mixed, gain, ...place }: GainedToken): Cell[][] {
  return [
    [
      inContext(place),
      share(lm),
      share(knn),
      share(mixed),
      gain === null
        ? { text: '−∞', tone: 'bad' }
        : { text: formatNumber(gain, 'plain', { digits: 3 }), value: gain, best: true },
    ],
    ...neighbours.map(({ distance, weight, ...near }): Cell[] => [
      { ...inContext(near, '↳ '), tone: 'quiet' },
      { text: '' },
      { ...share(weight), tone: 'quiet' },
      { text: '' },
      { text: `d ${formatNumber(distance, 'plain', { digits: 3 })}`, value: distance, tone: 'quiet' },
    ]),
  ];
}

const share = (value: number): Cell => ({ text: formatNumber(value, 'percent', { digits: 2 }), value });

/** The token stands out in its context; what stands farther away is cut at a word. */
function inContext({ before, token, after }: PlaceInText, lead = ''): Cell {
  const start = lead + cutLeft(flat(before));
  const strong = flat(token);
  return { text: start + strong + cutRight(flat(after)), strong: [start.length, start.length + strong.length] };
}

const flat = (text: string): string => text.replace(/[\r\n]+/g, ' ⏎ ');

/** Whole words only: what is shown begins behind a space and ends before one, where one is near. */
function cutLeft(text: string): string {
  const kept = text.slice(-BEFORE);
  const space = kept.slice(0, 20).search(/\s/);
  return space >= 0 ? `…${kept.slice(space)}` : kept;
}

function cutRight(text: string): string {
  const kept = text.slice(0, AFTER);
  const space = kept.lastIndexOf(' ');
  return space > kept.length - 16 ? `${kept.slice(0, space)} …` : kept;
}

/** Which tokens gain on average, most first. */
export function tokenTable(tokens: KnnPayload['byToken']): Block[] {
  if (tokens.length === 0) return [];
  return [
    {
      kind: 'table',
      sortable: true,
      columns: [
        { name: l10n.t('Token') },
        { name: l10n.t('Times'), align: 'end' },
        { name: l10n.t('Mean gain (nats)'), align: 'end' },
      ],
      rows: tokens.map(({ token, count, gain }): Cell[] => [
        { text: JSON.stringify(token), value: token },
        { text: formatNumber(count, 'count'), value: count },
        gain === null
          ? { text: '−∞', tone: 'bad' }
          : {
              text: formatNumber(gain, 'plain', { digits: 3 }),
              value: gain,
              ...(gain < 0 ? { tone: 'bad' as const } : {}),
            },
      ]),
    },
  ];
}
