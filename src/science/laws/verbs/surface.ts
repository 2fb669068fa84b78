import type { Law, LossInputs } from '../law';
import { kernelOf } from './kernel';

/** Losses over a grid, row by row: the value for Ns[i] and Ds[j] is at i * Ds.length + j. */
export function lossSurface(
  law: Law,
  Ns: ArrayLike<number>,
  Ds: ArrayLike<number>,
  inputs: LossInputs = {},
): Float64Array {
  const at = kernelOf(law, inputs);
  const { grid } = law.form;
  if (grid) return grid(law.constants, inputs, Ns, Ds);
  const surface = new Float64Array(Ns.length * Ds.length);
  const terms = law.form.terms?.(law.constants, inputs);
  let place = 0;
  if (terms) {
    const ofTokens = Float64Array.from(Ds, terms.ofTokens);
    for (let i = 0; i < Ns.length; i++) {
      const part = terms.ofParams(Ns[i]);
      for (let j = 0; j < ofTokens.length; j++) surface[place++] = part + ofTokens[j];
    }
    return surface;
  }
  for (let i = 0; i < Ns.length; i++) {
    const N = Ns[i];
    for (let j = 0; j < Ds.length; j++) surface[place++] = at(N, Ds[j]);
  }
  return surface;
}
