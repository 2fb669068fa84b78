import * as l10n from '@vscode/l10n';
import type { Block } from '../../blocks';
import { formatNumber } from '../../format';
import type { PlannedAssumption, PlannedFigure, PlanPayload } from './payload';

interface Chip {
  readonly value: string;
  readonly meaning: string;
}

const percent = (x: number): string => formatNumber(x, 'percent', { digits: 2 });
const whole = (x: number): string => formatNumber(x, 'count', { full: true });

/** How the assumptions that move the answer most are shown; the others are in the folded list. In the order shown. */
const CHIPS: Readonly<Record<string, (value: number | string | boolean, assumed: PlannedAssumption) => Chip>> = {
  price: (v, { date }) => ({
    value: formatNumber(Number(v), 'usd', { digits: 3 }),
    meaning: date ? l10n.t('per GPU hour, {0}', date) : l10n.t('per GPU hour'),
  }),
  mfu: v => ({ value: percent(Number(v)), meaning: l10n.t('MFU, assumed') }),
  utilization: v => ({ value: percent(Number(v)), meaning: l10n.t('of the rented time trains') }),
  gpus: v => ({ value: whole(Number(v)), meaning: l10n.t('GPUs, assumed') }),
  hardware: v => ({ value: String(v), meaning: l10n.t('assumed') }),
  grid: v => ({ value: String(v), meaning: l10n.t('kg CO₂e / kWh (LLaMA paper)') }),
  pue: v => ({ value: `PUE ${v}`, meaning: '' }),
  context: v => ({ value: whole(Number(v)), meaning: l10n.t('tokens of context') }),
  optimizer: v => ({ value: String(v), meaning: l10n.t('optimizer') }),
  hyperparameters: v => ({ value: `laws.${v}`, meaning: l10n.t('batch, learning rate') }),
};

/** The assumptions as chips, the source of each on hover. */
export function chips({ assumptions, rates, cost, energy, co2 }: PlanPayload): Block[] {
  const shown = Object.entries(CHIPS).flatMap(([name, make]) => {
    const found = assumptions.find(a => a.name === name);
    return found ? [{ ...make(found.value, found), source: `${found.text}\n${found.source}` }] : [];
  });
  const counting = {
    value: `${Number(rates.flopFactor.toPrecision(3))}ND`,
    meaning: 'FLOP',
    source: l10n.t('Training FLOP as parameters × tokens × this; attention is not counted.'),
  };
  return [{ kind: 'chips', items: [...burnt(cost, energy, co2), ...shown, counting] }];
}

/** Energy and carbon, where the interval of the cost has taken their place among the figures. */
function burnt(cost: PlannedFigure | null, energy: PlannedFigure | null, co2: PlannedFigure | null): Chip[] {
  if (cost?.low === undefined || energy === null) return [];
  const meaning = co2 === null ? '' : formatNumber(co2.value, 'co2');
  return [{ value: formatNumber(energy.value, 'energy'), meaning }];
}

/** Every assumption as a sentence with its source. */
export function assumptionDetails({ assumptions }: PlanPayload): Block[] {
  if (assumptions.length === 0) return [];
  return [
    {
      kind: 'details',
      summary: l10n.t('{0} assumptions, each changed by the argument of its name', assumptions.length),
      blocks: [
        {
          kind: 'lines',
          items: assumptions.map(({ name, text, source }) => ({ name, text: `${text} (${source})` })),
        },
      ],
    },
  ];
}
