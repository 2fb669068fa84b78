import * as l10n from '@vscode/l10n';
import { overDraws } from '../../../../../science/fitting/law';
import { correlation, quantile } from '../../../../../science/fitting/numeric/summary';
import type { Chart } from '../../../../../views/chart';
import { formatNumber } from '../../../../../views/format';
import { spread } from './axes';
import type { CardFacts } from './index';

const MOST_POINTS = 1500;
/** Draws beyond these quantiles, and as much again, are off the chart: a few wild ones would press the rest into a dot. */
const [LOW, HIGH] = [0.005, 0.995];

/** The exponents against each other, one point a draw: how far the runs leave them open, and which way. */
export function cloudChart({ fit, draws, seed }: CardFacts): Chart | undefined {
  if (!draws || draws.count < 10) return undefined;
  const pair = pairOf(fit.free);
  if (!pair) return undefined;
  const [a, b] = pair;
  const [xs, ys] = pair.map(name => overDraws(fit, draws, k => k[name] as number)) as [Float64Array, Float64Array];
  const shown = spread(draws.count, MOST_POINTS);
  const r = correlation(xs, ys);
  const exponents = fit.form.name === 'chinchilla';
  const shares = xs.map((x, i) => (ys[i] as number) / (x + (ys[i] as number)));
  const [low, high] = [0.05, 0.95].map(q => formatNumber(quantile(shares, q), 'plain', { digits: 3 }));
  return {
    title: exponents
      ? l10n.t('Best size grows as C^a, a from {0} to {1}', low as string, high as string)
      : l10n.t('How far the runs leave {0} and {1} open', a, b),
    summary: l10n.t(
      '{0} bootstrap draws of {1} and {2}, seed {3}; their correlation is {4}.',
      draws.count,
      a,
      b,
      seed,
      formatNumber(r, 'plain', { digits: 2 }),
    ),
    x: { label: a, scale: 'linear', style: 'plain', domain: domain(xs) },
    y: {
      label: exponents ? l10n.t('{0}; a = beta / (alpha + beta)', b) : b,
      scale: 'linear',
      style: 'plain',
      domain: domain(ys),
    },
    series: [
      {
        name: l10n.t('bootstrap draws'),
        mark: 'points',
        slot: 1,
        x: shown.map(i => xs[i] as number),
        y: shown.map(i => ys[i] as number),
        opacity: 0.4,
        width: 5,
      },
      {
        name: l10n.t('the fit'),
        mark: 'points',
        slot: null,
        marker: 'diamond-open',
        width: 12,
        x: [fit.constants[a] as number],
        y: [fit.constants[b] as number],
        label: l10n.t('the fit'),
      },
    ],
    legend: 'none',
  };
}

/** The two constants that say most: exponents where there are two, else the first two. */
function pairOf(free: readonly string[]): [string, string] | undefined {
  const known = [
    ['alpha', 'beta'],
    ['alphaN', 'alphaD'],
    ['R_N', 'R_D'],
    ['k', 'ceiling'],
    ['alpha', 'E'],
  ].find(pair => pair.every(name => free.includes(name)));
  const [a, b] = known ?? free;
  return a === undefined || b === undefined ? undefined : [a, b];
}

function domain(values: Float64Array): [number, number] {
  const [low, high] = [quantile(values, LOW), quantile(values, HIGH)];
  const room = 0.15 * (high - low) || 0.01 * Math.abs(low) || 1;
  return [low - room, high + room];
}
