import type { Constants, Form, LossInputs } from '../law';

/** A broken power law: a + b x^-c0 prod_i (1 + (x/d_i)^(1/f_i))^(-c_i f_i). Breaks i = 1 … while c_i, d_i and f_i are there. */
export function brokenPower(k: Constants, x: number): number {
  let value = k.b * x ** -k.c0;
  for (let i = 1; k[`c${i}`] !== undefined; i++) {
    const [c, d, f] = [k[`c${i}`], k[`d${i}`], k[`f${i}`]];
    value *= (1 + (x / d) ** (1 / f)) ** (-c * f);
  }
  return k.a + value;
}

/**
 * Broken neural scaling law: power laws joined by smooth breaks. d is where a break is, f how sharp (smaller: sharper),
 * c how much steeper the curve gets. Caballero et al. 2022. The general form: give its constants with x.
 */
export const bnslForm: Form = {
  name: 'bnsl',
  parameters: [],
  inputs: ['x', 'a', 'b', 'c0'],
  optionalInputs: [1, 2, 3].flatMap(i => [`c${i}`, `d${i}`, `f${i}`]),
  signed: ['a', 'b', 'c0', 'c1', 'c2', 'c3'],
  formula: 'y = a + b x^-c0 prod_i (1 + (x/d_i)^(1/f_i))^(-c_i f_i)',
  latex: String.raw`y = a + b\,x^{-c_0} \prod_{i=1}^{n} \left(1 + \left(\frac{x}{d_i}\right)^{1/f_i}\right)^{-c_i f_i}`,
  loss: (_, inputs: LossInputs) => {
    const given = Object.entries(inputs).filter((entry): entry is [string, number] => entry[1] !== undefined);
    return brokenPower(Object.fromEntries(given), inputs.x ?? Number.NaN);
  },
};
