import type { DeviceFacts } from '../../../science/facts/device';
import { allDevices, findDevice } from '../../../science/facts/devices';
import { dimensionOf } from '../../units/dimension';
import { inUnit, quantity, record, table } from '../../values/make';
import type { DeviceValue, List, Table, Value } from '../../values/value';
import { namespace } from '../namespaces';
import { sourceText } from './sourcing';

const BYTES_PER_SECOND = dimensionOf({ byte: 1, second: -1 });

const rate = (value: number | undefined): Value | undefined =>
  value === undefined ? undefined : inUnit(value, 'FLOPS');

/** An accelerator as a value of Scale. Peaks are dense: figures with sparsity are no peaks. */
export function deviceValue(facts: DeviceFacts): DeviceValue {
  const { peak, prices } = facts;
  const entries: [string, Value | undefined][] = [
    ['name', facts.name],
    ['title', facts.title],
    ['peak', rate(peak.bf16 ?? peak.fp16)],
    ['peaks', record(Object.fromEntries(Object.entries(peak).map(([precision, value]) => [precision, rate(value)])))],
    ['memory', facts.memoryBytes === undefined ? undefined : inUnit(facts.memoryBytes, 'bytes')],
    ['bandwidth', facts.bandwidth === undefined ? undefined : quantity(facts.bandwidth, BYTES_PER_SECOND)],
    ['power', facts.power === undefined ? undefined : inUnit(facts.power, 'watt')],
    ['measured_matmul', rate(facts.measuredMatmul)],
    ['prices', prices.length > 0 ? pricesTable(facts) : undefined],
    ['source', sourceText(facts.citation)],
    ['notes', facts.notes?.join(' ')],
  ];
  const fields = new Map(entries.filter((e): e is [string, Value] => e[1] !== undefined));
  const sources = new Map(
    [...fields.keys()].map(key => [
      key,
      sourceText(facts.figures?.[key] ?? facts.figures?.[`${key}.bf16`] ?? facts.citation),
    ]),
  );
  return { kind: 'device', name: facts.name, title: facts.title, fields, sources };
}

const pricesTable = ({ prices }: DeviceFacts): Table =>
  table({
    provider: prices.map(p => p.provider),
    kind: prices.map(p => p.kind),
    usd_per_hour: Float64Array.from(prices, p => p.usdPerHour),
    date: prices.map(p => p.date),
    source: prices.map(p => sourceText(p.citation)),
  });

function devicesTable(): Table {
  const all = allDevices();
  const column = (of: (facts: DeviceFacts) => Value | undefined): List => all.map(facts => of(facts) ?? null);
  return table(
    {
      name: column(f => f.name),
      title: column(f => f.title),
      bf16: column(f => f.peak.bf16 ?? f.peak.fp16),
      fp8: column(f => f.peak.fp8),
      memory: column(f => f.memoryBytes),
      bandwidth: column(f => f.bandwidth),
      power: column(f => f.power),
      source: column(f => sourceText(f.citation)),
    },
    { title: 'hardware' },
  );
}

/** `hardware.*`: accelerators. */
export const hardwareNamespace = namespace(
  'hardware',
  allDevices().map(d => d.name),
  name => {
    const facts = findDevice(name);
    return facts && deviceValue(facts);
  },
  { table: devicesTable },
);
