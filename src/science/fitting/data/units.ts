import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { plainName } from './roles';

/** Units of a loss column. */
export const LOSS_UNITS = ['nats_per_token', 'bits_per_token', 'perplexity', 'nats_per_byte', 'bits_per_byte'] as const;
export type LossUnit = (typeof LOSS_UNITS)[number];

/** The unit that a column's name tells; nats per token where it tells none. */
export function unitOfName(name: string): LossUnit {
  const plain = plainName(name);
  if (/ppl|perplexity/.test(plain)) return 'perplexity';
  if (/bpb|bitsperbyte/.test(plain)) return 'bits_per_byte';
  if (/natsperbyte/.test(plain)) return 'nats_per_byte';
  if (/bpt|bitspertoken|^bits$/.test(plain)) return 'bits_per_token';
  return 'nats_per_token';
}

/**
 * Losses in another unit. Between tokens and bytes the mean number of bytes in a token is needed.
 */
export function convertLoss(values: Float64Array, from: LossUnit, to: LossUnit, bytesPerToken?: number): Float64Array {
  if (from === to) return values;
  const perByte = (unit: LossUnit) => unit.endsWith('byte');
  if (perByte(from) !== perByte(to) && !(bytesPerToken && bytesPerToken > 0)) {
    throw new ScienceError(
      'missing-argument',
      l10n.t(
        'To turn {0} into {1}, say how many bytes a token has on average (`bytes_per_token`).',
        words(from),
        words(to),
      ),
    );
  }
  const bytes = bytesPerToken ?? 1;
  return values.map(v => {
    const nats = from === 'perplexity' ? Math.log(v) : from.startsWith('bits') ? v * Math.LN2 : v;
    const scaled = perByte(from) === perByte(to) ? nats : perByte(to) ? nats / bytes : nats * bytes;
    return to === 'perplexity' ? Math.exp(scaled) : to.startsWith('bits') ? scaled / Math.LN2 : scaled;
  });
}

/** A unit in words: "bits per byte". */
export function words(unit: LossUnit): string {
  return unit.replaceAll('_', ' ');
}
