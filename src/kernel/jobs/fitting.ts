import {
  ENVELOPE_JOB,
  type EnvelopePayload,
  ISOFLOP_JOB,
  type IsoflopPayload,
} from '../../language/library/functions/fitting/approach-jobs';
import {
  BOOTSTRAP_JOB,
  JACKKNIFE_JOB,
  type RefitPayload,
  SEARCH_JOB,
  type SearchPayload,
} from '../../language/library/functions/fitting/pool';
import { PROFILE_JOB, type ProfilePayload } from '../../language/library/functions/fitting/profile';
import { envelopeBootstrapChunk } from '../../science/fitting/approaches/envelope-fit';
import { isoflopBootstrapChunk } from '../../science/fitting/approaches/isoflop-fit';
import { compileProblem } from '../../science/fitting/problem';
import { runStarts } from '../../science/fitting/search/run';
import { bootstrapChunk, jackknifeChunk } from '../../science/fitting/uncertainty/bootstrap';
import { profile } from '../../science/fitting/uncertainty/profile';
import { registerJob } from './registry';

registerJob<SearchPayload, unknown>(SEARCH_JOB, ({ spec, starts, from, to }) =>
  runStarts(compileProblem(spec), starts, from, to),
);
registerJob<RefitPayload, unknown>(BOOTSTRAP_JOB, ({ spec, optima, from, to, seed }) =>
  bootstrapChunk(compileProblem(spec), optima, from, to, seed),
);
registerJob<RefitPayload, unknown>(JACKKNIFE_JOB, ({ spec, optima, from, to }) =>
  jackknifeChunk(compileProblem(spec), optima, from, to),
);
registerJob<ProfilePayload, unknown>(PROFILE_JOB, ({ spec, theta, constant, level }) =>
  profile(compileProblem(spec), theta, constant, level),
);
registerJob<IsoflopPayload, unknown>(ISOFLOP_JOB, ({ fit, from, to, seed }) =>
  isoflopBootstrapChunk(fit, from, to, seed),
);
registerJob<EnvelopePayload, unknown>(ENVELOPE_JOB, ({ fit, from, to, seed }) =>
  envelopeBootstrapChunk(fit, from, to, seed),
);
