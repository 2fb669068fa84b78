import * as l10n from '@vscode/l10n';
import { ScienceError } from '../errors';
import type { DeviceFacts, Price } from '../facts/device';
import { findDevice } from '../facts/devices';
import type { Law } from '../laws/law';
import { findLaw } from '../laws/laws';
import type { ExpertOptions } from './architecture/choose';
import type { PlanArguments } from './arguments';
import { type Assumption, cited } from './assumption';
import type { Precision } from './memory/states';

/** The law of a plan that names none: Besiroglu et al. 2024. */
export function defaultLaw(): Law {
  const law = findLaw('epoch');
  if (law) return law;
  throw new ScienceError('not-found', l10n.t('The default law is missing. Name one: law: laws.chinchilla.'));
}

/** The hardware of a plan that names none. */
export function defaultDevice(): DeviceFacts {
  const device = findDevice('h100_sxm');
  if (device) return device;
  throw new ScienceError(
    'not-found',
    l10n.t('The default hardware is missing. Name one: hardware: hardware.a100_80gb.'),
  );
}

/** The precision asked for, or the first of bf16, fp16, fp8 and fp32 whose peak is known. */
export function settlePrecision(a: PlanArguments, device: DeviceFacts): Precision {
  const known = (['bf16', 'fp16', 'fp8', 'fp32'] as const).filter(p => device.peak[p] !== undefined);
  const wanted = a.precision ?? known[0];
  if (wanted && known.includes(wanted)) return wanted;
  throw new ScienceError(
    'not-found',
    l10n.t(
      'The dense peak of {0} at {1} is not known; known are {2}. Choose one of those with precision.',
      device.title,
      String(wanted),
      known.join(', '),
    ),
  );
}

/** The price that was given, or the first dated price of the device, noted as an assumption. */
export function settlePrice(
  a: PlanArguments,
  device: DeviceFacts,
  notes: Assumption[],
): { usdPerGpuHour: number | undefined; price: Price | undefined } {
  if (a.usdPerGpuHour !== undefined) return { usdPerGpuHour: a.usdPerGpuHour, price: undefined };
  const [price] = device.prices;
  if (!price) return { usdPerGpuHour: undefined, price: undefined };
  notes.push({
    name: 'price',
    value: price.usdPerHour,
    text: l10n.t(
      '{0} USD for a GPU hour ({1}, {2}, {3}). Prices move quickly: give your own.',
      String(price.usdPerHour),
      price.provider,
      price.kind,
      price.date,
    ),
    source: cited(price.citation),
    date: price.date,
  });
  return { usdPerGpuHour: price.usdPerHour, price };
}

/** Experts as asked for: each token goes to two of them in every second layer unless told otherwise. */
export function settleExperts({ experts }: PlanArguments): ExpertOptions | undefined {
  if (experts === undefined) return undefined;
  const { experts: count, topK = 2, every = 2 } = typeof experts === 'number' ? { experts } : experts;
  return count > 1 ? { experts: count, topK: Math.min(topK, count), every } : undefined;
}
