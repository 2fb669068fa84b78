import type { Fit } from '../fit';
import { toNatural } from '../forms/form';
import { rhoOf } from '../objective/objective';
import { compileProblem, expand, type Problem } from '../problem';
import { Evaluator } from '../search/evaluator';
import { planStarts } from '../search/starts';
import { predictionLines } from './python-forms';

/** Starts that the script tries: the lowest of the fit's own; fewer where corners are rounded off step by step. */
const STARTS = 6;
const STARTS_WITH_CORNERS = 2;

const numbers = (values: ArrayLike<number>) => `[${Array.from(values, pythonNumber).join(', ')}]`;

function pythonNumber(v: number): string {
  if (v === Number.POSITIVE_INFINITY) return 'np.inf';
  if (v === Number.NEGATIVE_INFINITY) return '-np.inf';
  return Number.isNaN(v) ? 'np.nan' : String(v);
}

/**
 * A Python script that fits the same law to the same runs by scipy alone, from starts that do not know the answer, and
 * prints objective and constants as JSON. For those who leave, and for those who check.
 */
export function scipyScript(fit: Fit): string {
  const problem = compileProblem(fit.spec);
  const { form, layout, data, spec } = problem;
  const { objective } = spec;
  const rho = rhoOf(objective);
  const corners = rho.knee === 0;
  const full = expand(layout, fit.theta, new Float64Array(form.parameters.length));
  const fixed = form.parameters.flatMap((p, i) =>
    layout.place[i] < 0 ? [`${JSON.stringify(p.name)}: ${full[i]}`] : [],
  );
  const places = form.parameters.flatMap((p, i) =>
    layout.place[i] < 0 ? [] : [`${JSON.stringify(p.name)}: ${layout.place[i]}`],
  );
  const logarithmic = form.parameters.filter(p => p.transform === 'log').map(p => p.name);
  const logs = logarithmic.map(name => JSON.stringify(name));
  const { scale, reduction = 'sum' } = objective;
  return `"""${form.form.formula}

Fitted to ${data.n} runs: the ${fit.certificate.objectiveName}.
Found by Scalebook: objective ${fit.objective}
${form.parameters.map((p, i) => `  ${p.name} = ${toNatural(p, full[i])}`).join('\n')}
Needs numpy and scipy only.
"""
import json
import numpy as np
from scipy.optimize import minimize

# One number a run.
${form.columns.map(name => `${name} = np.array(${numbers(spec.data.columns[name])}, dtype=float)`).join('\n')}
observed = np.array(${numbers(data.response)}, dtype=float)
weights = np.array(${numbers(data.weights)}, dtype=float)

# Parameters as the optimiser moves them: ${logs.length > 0 ? `logarithms of ${logarithmic.join(', ')}` : 'as they are'}.
place = {${places.join(', ')}}
fixed = {${fixed.join(', ')}}
logarithmic = [${logs.join(', ')}]
bounds = [${layout.free.map((_, j) => `(${pythonNumber(layout.lower[j])}, ${pythonNumber(layout.upper[j])})`).join(', ')}]
starts = [
${startRows(problem, corners ? STARTS_WITH_CORNERS : STARTS)
  .map(row => `    ${numbers(row)},`)
  .join('\n')}
]


def softplus(z):
    big = np.real(z) > 30
    return np.where(big, z, np.log(1 + np.exp(np.where(big, 0, z))))


def logistic(z):
    return 1 / (1 + np.exp(-np.clip(np.real(z), -700, 700) - 1j * np.imag(z)))


def magnitude(z):
    return np.where(np.real(z) < 0, -z, z)


def smaller(a, b):
    return np.where(np.real(a) <= np.real(b), a, b)


def larger(a, b):
    return np.where(np.real(a) >= np.real(b), a, b)


def residuals(theta):
    t = {name: theta[j] for name, j in place.items()} | fixed
${predictionLines(spec.form, logarithmic)
  .map(line => `    ${line}`)
  .join('\n')}
    ${residualLine(form.scale, scale)}


def derivatives(theta):
    """Residuals and their exact derivatives, by a complex step."""
    columns = []
    for j in range(len(theta)):
        step = np.array(theta, dtype=complex)
        step[j] += 1e-30j
        columns.append(np.imag(residuals(step)) / 1e-30)
    return np.real(residuals(np.array(theta, dtype=complex))), np.array(columns).T


def objective(theta, knee):
    """The objective and its gradient; slopes of ${rho.up} above and ${rho.down} below beyond the knee."""
    r, J = derivatives(theta)
    slope = np.where(r > 0, ${pythonNumber(rho.up)}, ${pythonNumber(rho.down)})
    if np.isinf(knee):
        loss, psi = 0.5 * ${rho.curvature} * r**2, ${rho.curvature} * r
    else:
        within = (np.abs(r) <= knee) & (knee > 0)
        width = knee if knee > 0 else 1.0
        loss = np.where(within, 0.5 * slope * r**2 / width, slope * (np.abs(r) - 0.5 * knee))
        psi = np.where(within, slope * r / width, slope * np.sign(r))
    total = ${reduction === 'mean' ? 'len(r)' : '1'}
    return np.sum(weights * loss) / total, J.T @ (weights * psi) / total


def newton(theta, knee):
    """Polishes to the last digits: scipy's own tolerances stop early."""
    value, gradient = objective(theta, knee)
    for _ in range(100):
        H = np.empty((len(theta), len(theta)))
        for j in range(len(theta)):
            h = 1e-6 * max(1.0, abs(theta[j]))
            step = np.zeros(len(theta))
            step[j] = h
            H[j] = (objective(theta + step, knee)[1] - objective(theta - step, knee)[1]) / (2 * h)
        try:
            step = np.linalg.solve((H + H.T) / 2, -gradient)
        except np.linalg.LinAlgError:
            return theta
        while np.max(np.abs(step)) > 1e-15:
            trial = np.clip(theta + step, *np.array(bounds).T)
            lower, slope = objective(trial, knee)
            if lower < value:
                break
            step = step / 4
        else:
            return theta
        theta, value, gradient = trial, lower, slope
    return theta


def fit(start):
    theta = np.array(start)
    knees = ${corners ? 'np.median(np.abs(derivatives(theta)[0])) * 10.0 ** -np.arange(0, 7)' : `[${pythonNumber(rho.knee)}]`}
    for knee in knees:
        for _ in range(${corners ? 1 : 5}):
            found = minimize(objective, theta, args=(knee,), jac=True, method="L-BFGS-B", bounds=bounds,
                             options={"maxiter": 5000, "maxfun": 10000, "ftol": 0, "gtol": 1e-14, "maxcor": 20})
            theta = found.x
        theta = newton(theta, knee)
    return objective(theta, ${corners ? '0.0' : pythonNumber(rho.knee)})[0], theta


best = min((fit(start) for start in starts), key=lambda found: found[0])
t = {name: best[1][j] for name, j in place.items()} | fixed
constants = {name: float(np.exp(v) if name in logarithmic else v) for name, v in t.items()}
print(json.dumps({"objective": float(best[0]), "constants": constants, "runs": len(observed)}, indent=2))
`;
}

function residualLine(form: 'log' | 'linear', objective: 'log' | 'linear'): string {
  if (form === objective) return `return value - ${objective === 'log' ? 'np.log(observed)' : 'observed'}`;
  return form === 'log' ? 'return np.exp(value) - observed' : 'return np.log(value) - np.log(observed)';
}

/** The lowest planned starts. */
function startRows(problem: Problem, most: number): Float64Array[] {
  const plan = planStarts(problem);
  const q = problem.layout.free.length;
  const evaluator = new Evaluator(problem);
  return Array.from({ length: plan.count }, (_, i) => plan.values.subarray(i * q, (i + 1) * q))
    .map(row => ({ row, value: evaluator.value(row) }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => a.value - b.value)
    .slice(0, most)
    .map(({ row }) => row);
}
