import * as l10n from '@vscode/l10n';
import { ScienceError } from '../errors';
import { type Fit, fitRuns } from './fit';
import { compileProblem, type Observations } from './problem';
import { applyRecipe, type Recipe } from './recipes';
import { Evaluator } from './search/evaluator';
import { internalOf } from './uncertainty/profile';

/** A recipe's fit beside others. */
export interface Compared {
  readonly recipe: Recipe;
  readonly fit?: Fit;
  /** Why there is none. */
  readonly failure?: string;
  /** How it differs from the first recipe, as sentences. */
  readonly differs: readonly string[];
  /**
   * How much higher each recipe's objective is at these constants than at its own optimum, as a share; in the order of
   * the recipes, NaN where forms differ.
   */
  readonly excess: readonly number[];
}

/** A recipe's fit, or why there is none. */
export type Attempt = Pick<Compared, 'recipe' | 'fit' | 'failure'>;

/** What fitting by a recipe gives: a fit, or the sentence that it failed with. */
export function attempt(recipe: Recipe, search: () => Fit | undefined): Attempt {
  try {
    const found = search();
    return found ? { recipe, fit: found } : { recipe };
  } catch (error) {
    if (error instanceof ScienceError) return { recipe, failure: error.message };
    throw error;
  }
}

/** Fits the same runs by several recipes, and says why the answers differ. */
export function compareFits(data: Observations, recipes: readonly Recipe[]): Compared[] {
  return compareAttempts(
    recipes.map(recipe =>
      attempt(recipe, () => {
        const { spec, excluded } = applyRecipe(recipe, data);
        return fitRuns(spec, excluded);
      }),
    ),
  );
}

/** Says why fits of the same runs differ from the first of them. */
export function compareAttempts(attempts: readonly Attempt[]): Compared[] {
  const [first] = attempts;
  return attempts.map((one, i) => ({
    ...one,
    differs: i === 0 ? [] : differences(first.recipe, one.recipe, first.fit, one.fit),
    excess: attempts.map(other => excessOf(one.fit, other.fit)),
  }));
}

/** How much worse one fit's constants are by another's objective and runs. */
function excessOf(fit: Fit | undefined, judge: Fit | undefined): number {
  if (!fit || !judge || fit.form.name !== judge.form.name) return Number.NaN;
  const problem = compileProblem(judge.spec);
  const value = new Evaluator(problem).value(internalOf(problem, fit.constants));
  return judge.objective > 0 ? value / judge.objective - 1 : value;
}

function differences(first: Recipe, other: Recipe, a: Fit | undefined, b: Fit | undefined): string[] {
  const found: string[] = [];
  if (first.form.name !== other.form.name) {
    found.push(l10n.t('It fits the form {0} instead of {1}.', other.form.name, first.form.name));
  }
  if (a && b && a.certificate.objectiveName !== b.certificate.objectiveName) {
    found.push(
      l10n.t('It minimises the {0} instead of the {1}.', b.certificate.objectiveName, a.certificate.objectiveName),
    );
  }
  if (a && b && a.n !== b.n) {
    found.push(
      b.n < a.n
        ? l10n.t('It leaves out {0} runs that {1} keeps.', a.n - b.n, first.name)
        : l10n.t('It keeps {0} runs that {1} leaves out.', b.n - a.n, first.name),
    );
  }
  const fixed = Object.keys(other.fixed ?? {});
  if (fixed.length > 0) found.push(l10n.t('It holds {0} fixed.', fixed.join(', ')));
  return [...found, other.note];
}
