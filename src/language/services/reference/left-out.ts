/** What is published and not in the product, with the reason: a reader who misses it learns why. */
export const leftOut: readonly { readonly what: string; readonly why: string }[] = [
  {
    what: 'Vocabulary size (Tao et al. 2024)',
    why: 'we have its constants (A1 1.831, A2 0.196, B 2.124, E 5.533, α1 0.447, α2 0.671, β 0.447, γ 0.83) without the formula that they belong to.',
  },
  {
    what: 'Reward-model over-optimisation (Gao et al. 2022)',
    why: 'the form is known, its coefficients appear only in figures.',
  },
  {
    what: 'Maximal update parametrisation (Yang et al. 2022)',
    why: 'rules for transferring hyperparameters between widths, not a law with constants.',
  },
  {
    what: 'Gradient noise scale (McCandlish et al. 2018)',
    why: 'a quantity that is measured in a run; Kaplan’s critical batch, fitted to it, is in laws.kaplan.',
  },
  {
    what: 'Earlier work as tabulated by Li et al. 2025',
    why: 'the table has misprints (a coefficient of 2e18 for 2e8, and Bjorck’s 1.3192e-5): it is shown as data.steplaw_comparison and not computed with.',
  },
];
