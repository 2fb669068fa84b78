import { constantsOfDraw } from '../../science/laws/draws';
import type { Law } from '../../science/laws/law';
import { DEFAULT_LEVEL } from '../values/make';
import type { Value } from '../values/value';
import { gather } from './lift';

/**
 * Answers a question with a law and, where the law has draws, with each of them: numbers in the answer become estimates.
 * A draw without an answer counts as NaN.
 */
export function overDraws(law: Law, ask: (law: Law) => Value, level = DEFAULT_LEVEL): Value {
  const centre = ask(law);
  if (!law.draws) return centre;
  const { draws: _, ...plainLaw } = law;
  const each: (Value | undefined)[] = [];
  for (let row = 0; row < law.draws.count; row++) {
    try {
      each.push(ask({ ...plainLaw, constants: constantsOfDraw(law, row) }));
    } catch {
      each.push(undefined);
    }
  }
  return gather(centre, each, level);
}
