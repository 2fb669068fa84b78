/** Payloads of the planner's views, from the planner itself. */
import { payloadOf } from '../../src/language/library/functions/planning/payload';
import { sensitivityPayload } from '../../src/language/library/functions/planning/sensitivity';
import { trackPayload } from '../../src/language/library/functions/planning/track';
import { findDevice } from '../../src/science/facts/devices';
import { loadLossCurves } from '../../src/science/facts/loss_curves';
import { withDraws } from '../../src/science/laws/draws';
import { epoch } from '../../src/science/laws/published/epoch';
import { plan } from '../../src/science/planning/plan';
import { sensitivity } from '../../src/science/planning/sensitivity';
import { track } from '../../src/science/planning/track/track';

/** A four-million-dollar run, one with too few data, one that will serve, the assumptions behind the first, and a tracked log. */
export function planningSamples(): { readonly view: string; readonly payload: unknown }[] {
  const law = withDraws(epoch, 200, 0);
  const hardware = findDevice('h100_sxm');
  const base = plan({ law, usd: 4e6, hardware, gpus: 1024, mfu: 0.4 });
  const limited = plan({ law, flop: 1e22, hardware, unique: 2e10 });
  const served = plan({ law, loss: 2.1, hardware, inferenceTokens: 2e12 });
  const small = plan({ law, N: 1.279e9, D: 2.56e10, gpus: 64 });
  const { run, tokens, loss } = loadLossCurves();
  const rows = run.flatMap((name, i) => (name === 'olmo_ladder_1b_1xc' ? [i] : [])).slice(0, 30);
  const log = { tokens: rows.map(i => Number(tokens[i])), loss: rows.map(i => Number(loss[i])) };
  return [
    { view: 'plan', payload: payloadOf(base) },
    { view: 'plan', payload: payloadOf(limited) },
    { view: 'plan', payload: payloadOf(served) },
    { view: 'sensitivity', payload: sensitivityPayload(base, sensitivity(base)) },
    { view: 'track', payload: trackPayload(small, log, track(small, log), undefined) },
  ];
}
