import * as l10n from '@vscode/l10n';
import type { CurveName } from '../curves/forms';
import type { EmergenceVerdict } from './emergence';

/** One sentence on why a score has its verdict. `gain`: by how much the bent curve beats a straight line. */
export function reasonOf(
  verdict: EmergenceVerdict,
  bent: CurveName,
  gain: number,
  { corrected, chanceKnown }: { readonly corrected: boolean; readonly chanceKnown: boolean },
): string {
  const criterion = corrected ? 'AICc' : 'AIC';
  switch (verdict) {
    case 'at chance':
      return l10n.t('A constant is the best account of these scores ({0}).', criterion);
    case 'unclear':
      return l10n.t('Not every scale from some point on is clearly above chance.');
    case 'emergent':
      return l10n.t(
        'At chance at first; the {0} curve beats a straight line by {1} in {2}.',
        ...[bent, Number(gain.toPrecision(2)), criterion],
      );
    case 'gradual':
      if (!chanceKnown) return l10n.t('No score of guessing is given, so that no threshold is sought.');
      return gain >= 2
        ? l10n.t('The course bends, but already the smallest scale is above chance.')
        : l10n.t('A straight line in log scale does as well as a curve with a threshold ({0}).', criterion);
  }
}
