import type { FormSpec } from '../forms/forms';
import { pythonOf } from './python-expr';

/**
 * Python lines that compute `value`, the prediction of each run, from the optimiser's parameters `t` (by name) and the
 * columns. They work on complex numbers, so that a complex step gives exact derivatives.
 */
export function predictionLines(spec: FormSpec, logarithmic: readonly string[]): readonly string[] {
  switch (spec.name) {
    case 'chinchilla':
      return [
        'value = np.log(np.exp(t["A"] - t["alpha"] * np.log(N)) + np.exp(t["B"] - t["beta"] * np.log(D)) + np.exp(t["E"]))',
      ];
    case 'kaplan':
      return [
        'u = t["alphaN"] / t["alphaD"] * (t["Nc"] - np.log(N))',
        'value = t["alphaD"] * np.log(np.exp(u) + np.exp(t["Dc"] - np.log(D)))',
      ];
    case 'gadre':
      return [
        'u = t["a"] - t["eta"] * (np.log(6) + 2 * np.log(N))',
        'v = t["b"] - t["eta"] * (np.log(6) + 2 * np.log(D))',
        'value = np.log(np.exp(u) + np.exp(v) + np.exp(t["E"]))',
      ];
    case 'power':
      return spec.offset
        ? [`value = np.log(np.exp(t["A"] - t["alpha"] * np.log(${spec.variable})) + np.exp(t["E"]))`]
        : [`value = t["A"] - t["alpha"] * np.log(${spec.variable})`];
    case 'muennighoff':
      return [
        'U = np.minimum(D, unique)',
        'G = (np.log(t["alpha"]) + t["A"] - np.log(t["beta"]) - t["B"]) / (t["alpha"] + t["beta"])',
        'useful = t["beta"] / t["alpha"] * (np.log(U) + G) + G',
        'def discounted(ratio, R):',
        '    more = np.where(np.real(ratio) > 1, ratio, 1)',
        '    return np.where(np.real(ratio) > 1, 1 + R * (1 - np.exp((1 - more) / R)), ratio)',
        'logN = useful + np.log(discounted(np.exp(np.log(N) - useful), np.exp(t["R_N"])))',
        'logD = np.log(U) + np.log(discounted(D / U, np.exp(t["R_D"])))',
        'value = np.log(np.exp(t["A"] - t["alpha"] * logN) + np.exp(t["B"] - t["beta"] * logD) + np.exp(t["E"]))',
      ];
    case 'clark':
      return [
        'first, last = np.exp(t["E_start"]), np.exp(t["E_max"])',
        'shifted = experts - 1 + 1 / (1 / first - 1 / last)',
        'e = np.log(1 / (1 / shifted + 1 / last)) / np.log(10)',
        'n = np.log10(N)',
        'value = np.log(10) * (t["a"] * n + t["b"] * e + t["c"] * n * e + t["d"])',
      ];
    case 'bnsl':
      return [
        `x = np.log(${spec.variable})`,
        'power = t["b"] - t["c0"] * x',
        ...Array.from({ length: spec.breaks }, (_, i) => {
          const f = `np.exp(t["f${i + 1}"])`;
          return `power = power - t["c${i + 1}"] * ${f} * softplus((x - t["d${i + 1}"]) / ${f})`;
        }),
        'value = t["a"] + np.exp(power)',
      ];
    case 'sigmoid':
      return [
        spec.variable === 'loss' ? 'z = -t["k"] * (loss - t["L0"])' : 'z = t["k"] * (np.log(C) - t["C0"])',
        'value = t["floor"] + (t["ceiling"] - t["floor"]) * logistic(z)',
      ];
    case 'formula': {
      const { expression, columns } = spec.formula;
      const constant = (name: string) => {
        const value = `t[${JSON.stringify(name)}]`;
        return logarithmic.includes(name) ? `np.exp(${value})` : value;
      };
      // A formula without columns is one number: spread over the runs.
      return [
        `value = ${pythonOf(expression, name => (columns.includes(name) ? name : constant(name)))} + 0 * observed`,
      ];
    }
  }
}
