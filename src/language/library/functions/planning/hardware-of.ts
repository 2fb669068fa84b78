import * as l10n from '@vscode/l10n';
import { primary } from '../../../../science/cite';
import type { DeviceFacts } from '../../../../science/facts/device';
import { findDevice } from '../../../../science/facts/devices';
import { ScaleError } from '../../../errors';
import { describe } from '../../../evaluate/describe';
import { type Dimension, dimensionOf, NONE, unitText } from '../../../units/dimension';
import { isList, type RecordValue, type Value } from '../../../values/value';
import { type Parameter, parameter } from '../../parameter';
import { BYTE_RATE, FLOP_RATE, GPU_RENT, measured, POWER } from './quantities';

const BYTES = dimensionOf({ byte: 1 });

const isKind = <K extends 'device' | 'record'>(value: Value, kind: K): boolean =>
  value !== null && typeof value === 'object' && !isList(value) && value.kind === kind;

/** An accelerator of `hardware`, or a record that describes one: `{title, peak, memory, bandwidth, power, price}`. */
export const hardware = (doc: string): Parameter<DeviceFacts> =>
  parameter(
    'device',
    doc,
    value => isKind(value, 'device') || isKind(value, 'record'),
    value => {
      const known = value as Extract<Value, { kind: 'device' | 'record' }>;
      return known.kind === 'device' ? factsOfDevice(known.name) : described(known as RecordValue);
    },
  );

function factsOfDevice(name: string): DeviceFacts {
  const facts = findDevice(name);
  if (facts) return facts;
  throw new ScaleError('unknown-device', l10n.t('hardware has no {0}.', name));
}

const FIELDS: Readonly<Record<string, Dimension>> = {
  peak: FLOP_RATE,
  memory: BYTES,
  bandwidth: BYTE_RATE,
  power: POWER,
  price: GPU_RENT,
};

/** A device that the notebook describes itself. Only the peak is needed. */
function described({ fields }: RecordValue): DeviceFacts {
  const unknown = [...fields.keys()].find(name => name !== 'title' && !Object.hasOwn(FIELDS, name));
  if (unknown !== undefined) {
    throw new ScaleError(
      'bad-hardware',
      l10n.t('Hardware has no `{0}`: a record of it holds title, peak, memory, bandwidth, power and price.', unknown),
    );
  }
  const read = (name: string): number | undefined => readField(fields.get(name) ?? null, name);
  const [peak, memoryBytes, bandwidth, power, price] = Object.keys(FIELDS).map(read);
  if (peak === undefined) {
    throw new ScaleError(
      'bad-hardware',
      l10n.t('Hardware needs a `peak`, the dense FLOP per second of one device: `{peak: 300e12 FLOPS}`.'),
    );
  }
  const title = fields.get('title');
  const citation = primary('given', l10n.t('described in the notebook'));
  return {
    kind: 'device',
    name: 'described',
    title: typeof title === 'string' ? title : l10n.t('own hardware'),
    peak: { bf16: peak },
    ...(memoryBytes !== undefined && { memoryBytes }),
    ...(bandwidth !== undefined && { bandwidth }),
    ...(power !== undefined && { power }),
    prices:
      price === undefined
        ? []
        : [{ usdPerHour: 3600 * price, kind: 'assumed', provider: l10n.t('own'), date: l10n.t('as given'), citation }],
    citation,
  };
}

function readField(value: Value, name: string): number | undefined {
  if (value === null) return undefined;
  const found = measured(value);
  const wanted = FIELDS[name] as Dimension;
  if (!found || (found.dimension !== NONE && found.dimension !== wanted) || !(found.value > 0)) {
    throw new ScaleError(
      'bad-hardware',
      l10n.t(
        '`{0}` of the hardware must be positive and in {1}, and it is {2}.',
        name,
        unitText(wanted),
        describe(value),
      ),
    );
  }
  // A plain price is for an hour, as everywhere; all else is in base units.
  return name === 'price' && found.dimension === NONE ? found.value / 3600 : found.value;
}
