/** A figure that is shipped otherwise than the fact book has it, on purpose. */
export interface Intended {
  readonly product: unknown;
  readonly book: unknown;
  readonly why: string;
}

/** By the place that a test names. An entry that no longer differs fails its test: take it out. */
export const intended: Readonly<Record<string, Intended>> = {
  'models.gpt3 params': {
    product: 175e9,
    book: 174.6e9,
    why: 'The model is called 175B, and Hoffmann et al., Table 1, count it so; Table D.1 has 174.6B, which the note and the claims use.',
  },
  'models.flan_u_palm_540b flops': {
    product: 2.5e24,
    book: 2.5e23,
    why: 'Table 2 of Chung et al. lost a power of ten (contradiction "Flan-U-PaLM FLOPs"); data.flan_compute keeps the misprint and says so.',
  },
  'models.switch_xxl experts every': {
    product: 1,
    book: 2,
    why: 'Experts in every second layer, as Table 9 says, make 201B; experts in every layer make 392B, near the printed 395B. A claim shows both.',
  },
  'models.gopher batchTokens': {
    product: 6e6,
    book: '3M->6M',
    why: 'One number is shipped, the batch that it grew to; the note has both.',
  },
  'models.chinchilla batchTokens': {
    product: 3e6,
    book: '1.5M->3M',
    why: 'The same.',
  },
  'prices.a100_80gb several': {
    product: 1.99,
    book: '1.49-2.49',
    why: 'A default is one number: the middle of the range, which stands beside it.',
  },
  'prices.h100_sxm several': {
    product: 3.24,
    book: '2.49-3.99',
    why: 'The same.',
  },
  'carbon Quebec': {
    product: 27.25,
    book: [20, 34.5],
    why: 'The middle of the range, which stands beside it.',
  },
  'pue Google data centres': {
    product: 1.105,
    book: [1.09, 1.12],
    why: 'The same.',
  },
};
