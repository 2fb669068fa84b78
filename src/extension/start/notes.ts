/** A note that ships with the extension. */
export interface ShippedNote {
  /** Path below the extension. */
  readonly path: string;
  readonly title: string;
}

/** Beginnings of notes, for *New Notebook from Template…*. */
export const TEMPLATES: readonly ShippedNote[] = [
  { path: 'media/templates/compare-models.scalebook', title: 'Compare models' },
  { path: 'media/templates/plan-a-run.scalebook', title: 'Plan a training run' },
  { path: 'media/templates/fit-my-runs.scalebook', title: 'Fit my runs' },
  { path: 'media/templates/calibration.scalebook', title: 'Does my model know what it knows?' },
];

/** The gallery, the welcome note first. A web host cannot list a folder: hence the names. */
export const EXAMPLES: readonly ShippedNote[] = [
  { path: 'notebooks/welcome.scalebook', title: 'Welcome to Scalebook' },
  { path: 'notebooks/gopher-or-chinchilla.scalebook', title: 'Gopher or Chinchilla?' },
  { path: 'notebooks/what-would-gopher-buy-today.scalebook', title: "What would Gopher's compute buy today?" },
  { path: 'notebooks/plan-a-training-run.scalebook', title: 'Plan a training run' },
  { path: 'notebooks/small-lab.scalebook', title: 'Eight GPUs and two weeks' },
  { path: 'notebooks/serve-a-billion-tokens-a-day.scalebook', title: 'Serve a billion tokens a day' },
  { path: 'notebooks/validate-before-you-spend.scalebook', title: 'Validate before you spend' },
  { path: 'notebooks/fit-your-own-runs.scalebook', title: 'Fit your own runs' },
  { path: 'notebooks/replicating-chinchilla.scalebook', title: 'Replicating Chinchilla' },
  { path: 'notebooks/scaling-laws.scalebook', title: 'Loss falls as a power law' },
  { path: 'notebooks/big-model-or-big-data.scalebook', title: 'Big model or big data?' },
  { path: 'notebooks/llama-and-longer.scalebook', title: 'LLaMA and longer' },
  { path: 'notebooks/repeated-data.scalebook', title: 'When the data run out' },
  { path: 'notebooks/switch-transformer.scalebook', title: 'Many experts, one at a time' },
  { path: 'notebooks/loss-curves.scalebook', title: 'Loss curves' },
  { path: 'notebooks/calibration.scalebook', title: 'Calibration' },
  { path: 'notebooks/does-it-know-it-is-wrong.scalebook', title: 'Does it know when it is wrong?' },
  { path: 'notebooks/emergent-or-mirage.scalebook', title: 'Emergent or mirage?' },
  { path: 'notebooks/inverse-and-u-shaped.scalebook', title: 'Inverse and U-shaped scaling' },
  { path: 'notebooks/instruction-or-size.scalebook', title: 'Instruction or size?' },
  { path: 'notebooks/billions-of-words.scalebook', title: 'When do you need billions of words?' },
  { path: 'notebooks/how-many-unique-tokens.scalebook', title: 'How many good, unique tokens do I have?' },
  { path: 'notebooks/look-it-up-knn-lm.scalebook', title: 'Look it up: kNN-LM' },
  { path: 'notebooks/reproductions.scalebook', title: 'Says who? Published claims, computed again' },
];
