import * as l10n from '@vscode/l10n';
import type { DeviceFacts } from '../../../../science/facts/device';
import { compareHardware } from '../../../../science/planning/compare-hardware';
import { quantity, table, toArray } from '../../../values/make';
import { isList, type Value } from '../../../values/value';
import { type FunctionEntry, signature } from '../../entry';
import { optional, type Parameter, parameter } from '../../parameter';
import { oneOf } from '../../parameters';
import { BYTES, CARBON, columnOf, GPUS, JOULES, SECONDS, USD } from './columns';
import { hardware } from './hardware-of';
import { planned } from './plan-value';
import { FLOP_RATE, GPU_TIME } from './quantities';
import { readable } from './sources';

const one = hardware('');

/** A list of accelerators. */
const devices: Parameter<readonly DeviceFacts[]> = parameter(
  'list of devices',
  'Accelerators to run the plan on: `[hardware.a100_80gb, hardware.b200]`.',
  value => isList(value) && !(value instanceof Float64Array) && value.length > 0 && value.every(one.accepts),
  value => toArray(value as Value[]).map(one.convert),
);

export const compareHardwareFunctions: readonly FunctionEntry[] = [
  {
    name: 'compare_hardware',
    group: 'planning',
    summary: 'The same run on other accelerators: time, money, energy, carbon and memory on each.',
    details:
      'Size, data and batch stay; each device has its own dense peak, price (with its date), power and memory. MFU is taken over as it is, which flatters devices whose software is younger.',
    signatures: [
      signature(
        {
          plan: planned(),
          devices,
          keep: optional(
            oneOf<'gpus' | 'time'>(
              ['gpus', 'time'],
              'What stays the same: the number of GPUs, or the time, with as many as it takes.',
            ),
            'gpus',
            '"gpus"',
          ),
        },
        'table with device, peak, gpus, time, gpu_hours, cost, energy, co2, per_gpu, fits, layout, price, price_source, note',
        ({ plan: base, devices: asked, keep }) => {
          const rows = compareHardware(base, asked, { keep });
          return table(
            {
              device: rows.map(r => r.device.title),
              peak: rows.map((r): Value => (r.plan ? quantity(r.plan.peak, FLOP_RATE) : null)),
              gpus: columnOf(rows, r => r.plan?.gpus, GPUS),
              time: columnOf(rows, r => r.plan?.time, SECONDS),
              gpu_hours: columnOf(rows, r => r.plan && r.plan.gpuHours * 3600, GPU_TIME),
              cost: columnOf(rows, r => r.plan?.cost, USD),
              energy: columnOf(rows, r => r.plan?.energy, JOULES),
              co2: columnOf(rows, r => r.plan?.co2, CARBON),
              per_gpu: columnOf(rows, r => r.plan?.memory?.perGpu, BYTES),
              fits: rows.map(r => r.plan?.memory?.fits ?? null),
              layout: rows.map(r => layoutOf(r.plan)),
              price: rows.map(r => priceOf(r.plan)),
              price_source: rows.map(r => priceSource(r.plan)),
              note: rows.map(r => r.refusal ?? null),
            },
            { title: l10n.t('The same run elsewhere') },
          );
        },
      ),
    ],
    examples: [
      'compare_hardware(plan(budget: 4e6 USD, gpus: 1024), [hardware.h100_sxm, hardware.a100_80gb, hardware.b200])',
    ],
    sources: ['ml-engineering'],
  },
];

type Row = ReturnType<typeof compareHardware>[number]['plan'];

function layoutOf(p: Row): string | null {
  const layout = p?.parallelism?.layout;
  return layout ? `${layout.tensor} × ${layout.pipeline} × ${layout.data}, ZeRO-${layout.zero}` : null;
}

/** "2.99 USD (Lambda, on-demand, 2024-25)": a price is nothing without its date. */
function priceOf(p: Row): string | null {
  const { price, usdPerGpuHour } = p?.basis.settings ?? {};
  if (usdPerGpuHour === undefined) return null;
  if (!price) return l10n.t('{0} USD, given', usdPerGpuHour);
  return `${usdPerGpuHour} USD (${price.provider}, ${price.kind}, ${price.date})`;
}

/** Who lists that price. */
function priceSource(p: Row): string | null {
  const assumed = p?.assumptions.find(a => a.name === 'price');
  return assumed ? readable(assumed.source) : null;
}
