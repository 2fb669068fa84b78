import { BOOTSTRAP_JOB, JACKKNIFE_JOB, type RefitPayload } from '../../language/library/functions/fitting/pool';
import { planFit } from '../../science/fitting/fit';
import { bootstrapChunk, jackknifeChunk } from '../../science/fitting/uncertainty/bootstrap';
import { registerJob } from './registry';

registerJob<RefitPayload, unknown>(BOOTSTRAP_JOB, ({ spec, optima, from, to, seed }) =>
  bootstrapChunk(planFit(spec).problem, optima, from, to, seed),
);
registerJob<RefitPayload, unknown>(JACKKNIFE_JOB, ({ spec, optima, from, to }) =>
  jackknifeChunk(planFit(spec).problem, optima, from, to),
);
