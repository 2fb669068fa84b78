import { primary } from '../../cite';
import { chinchillaForm } from '../forms/chinchilla';
import type { Law } from '../law';
import { hoffmannConventions, hoffmannRange } from './chinchilla';

const seCitation = primary('besiroglu2024', 'repository notebook, 4,000 bootstraps');

/** Besiroglu et al. 2024 (Epoch AI): the form of Hoffmann et al. refitted to 240 runs read off their Figure 4. */
export const epoch: Law = {
  kind: 'law',
  name: 'epoch',
  title: 'Chinchilla refitted (Besiroglu et al. 2024)',
  form: chinchillaForm,
  constants: { A: 482.01, B: 2085.43, E: 1.8172, alpha: 0.3478, beta: 0.3658 },
  constantNotes: {
    A: { se: 124.522, citation: seCitation },
    B: { se: 1293.284, citation: seCitation },
    E: {
      unit: 'nats per token',
      se: 0.02566,
      citation: seCitation,
      note: 'the repository gives 1.81686 for the same A and B; 1.817235 belongs to the plain Huber fit (A 477.84)',
    },
    alpha: { se: 0.0154, citation: seCitation },
    beta: { se: 0.0206, citation: seCitation },
  },
  citation: primary('besiroglu2024', 'Table 1'),
  conventions: hoffmannConventions,
  range: hoffmannRange,
  abilities: ['loss', 'optimum'],
  // The paper prints errors one by one. Its bootstrap was run again (the same 240 points, seed 0) for their correlation:
  // its standard errors are A 122, B 1352, E 0.0258, alpha 0.0151, beta 0.0204 and beta/(alpha+beta) 0.0195.
  errors: {
    constants: [
      { name: 'A', scale: 'log' },
      { name: 'B', scale: 'log' },
      { name: 'E', scale: 'log' },
      { name: 'alpha', scale: 'linear' },
      { name: 'beta', scale: 'linear' },
    ],
    covariance: [
      [0.06428974289, -0.02484632445, 0.002103207894, 0.003829903404, -0.001246970046],
      [-0.02484632445, 0.173639015, 0.003680345737, -0.001542155935, 0.008494086887],
      [0.002103207894, 0.003680345737, 0.000200411649, 0.000124220097, 0.0001794231225],
      [0.003829903404, -0.001542155935, 0.000124220097, 0.000228460424, -0.00007745184342],
      [-0.001246970046, 0.008494086887, 0.0001794231225, -0.00007745184342, 0.0004157812055],
    ],
    origin:
      'normal in log A, log B, log E, alpha and beta around the published constants, with the covariance of 4,000 bootstraps of the same 240 points run again here; its standard errors agree with the published ones within 5%',
  },
  notes: [
    'Fitted to 240 of the 245 points of Hoffmann et al., Figure 4 (the five of highest loss left out, which have less than half a token per parameter).',
    "Besiroglu et al. find that Hoffmann et al.'s optimiser stopped early because the loss was averaged, not summed, over points.",
  ],
};
