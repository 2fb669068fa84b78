import * as l10n from '@vscode/l10n';
import type { EnvelopeFit } from '../../../../science/fitting/approaches/envelope-fit';
import { envelopeBootstrapChunk } from '../../../../science/fitting/approaches/envelope-fit';
import {
  type AllocationDraws,
  type IsoflopFit,
  isoflopBootstrapChunk,
  joinAllocations,
} from '../../../../science/fitting/approaches/isoflop-fit';
import type { Context } from '../../context';
import { divided } from './pool';

/** Jobs of approaches 1 and 2 that workers run; `kernel/jobs/fitting.ts` registers them. */
export const ISOFLOP_JOB = 'fit.isoflop';
export const ENVELOPE_JOB = 'fit.envelope';

interface Chunk {
  readonly from: number;
  readonly to: number;
  readonly seed: number;
}

export interface IsoflopPayload extends Chunk {
  readonly fit: IsoflopFit;
}

export interface EnvelopePayload extends Chunk {
  readonly fit: EnvelopeFit;
}

/** Minima, or points of an envelope, beyond which workers are worth their start. */
const WORTH_WORKERS = 30_000;

/** Bootstrap draws of an isoFLOP fit, by workers where there are many. */
export function isoflopDraws(context: Context, fit: IsoflopFit, count: number, seed: number): AllocationDraws {
  const minima = count * fit.profiles.length * 2;
  if (minima < WORTH_WORKERS) return isoflopBootstrapChunk(fit, 0, count, seed);
  return across(context, ISOFLOP_JOB, count, { fit, seed });
}

/** Bootstrap draws of an envelope, by workers where there are many. */
export function envelopeDraws(context: Context, fit: EnvelopeFit, count: number, seed: number): AllocationDraws {
  const lookups = count * fit.curves.length * 20;
  if (lookups < WORTH_WORKERS) return envelopeBootstrapChunk(fit, 0, count, seed);
  return across(context, ENVELOPE_JOB, count, { fit, seed });
}

const across = (
  context: Context,
  job: string,
  count: number,
  payload: Readonly<Record<string, unknown>>,
): AllocationDraws =>
  joinAllocations(
    context.await(() =>
      divided<AllocationDraws>(context, job, count, done => context.progress(done, l10n.t('bootstrap')), payload),
    ),
  );
