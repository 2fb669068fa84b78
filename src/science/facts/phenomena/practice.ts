import { primary, secondary } from '../../cite';
import type { Statement } from './statement';

const hoffmann = (locator: string) => primary('hoffmann2022', locator);

/** How to spend compute: what the laws' papers report beside their constants. */
export const computeStatements: readonly Statement[] = [
  {
    text: "At Gopher's budget approach 1 gives 67B parameters and 1.5T tokens, approach 2 63B and 1.4T, approach 3 40B; the model that was trained has 70B on 1.4T.",
    citation: hoffmann('Table 3, Figures 2 to 4'),
  },
  {
    text: "At 1e21 FLOP Kaplan's rule asks for 4.68B parameters and approach 1 for 2.86B: models of 4.74B and 2.80B were trained to compare.",
    citation: hoffmann('appendix D.4'),
  },
  {
    text: 'A cosine schedule more than 25% longer than the training hurts.',
    citation: hoffmann('appendix B, Figure A1'),
  },
  {
    text: 'Over 400 models of 70M to 16B parameters were trained on 5B to 500B tokens.',
    citation: hoffmann('abstract'),
  },
  {
    text: 'About 600,000 runs would be needed for intervals as narrow as those that Hoffmann et al. print for approach 3.',
    citation: secondary('besiroglu2024', 'secs 3-4'),
  },
  {
    text: 'Up to 4 epochs are nearly as good as new data; the worth of a repeated token decays to 1/e after about 16.',
    citation: primary('muennighoff2023', 'sec 6'),
  },
  {
    text: 'For the loss of a 30B model under large demand, 16B parameters on 3.35T tokens are 17% cheaper to train and serve.',
    citation: secondary('sardana2024', 'secs 3-4'),
  },
  {
    text: 'Training in about 7 to 8 bits is compute-optimal.',
    citation: primary('kumar2024', 'sec 4.3'),
  },
];

/** Mixtures of experts. */
export const routingStatements: readonly Statement[] = [
  {
    text: 'Switch-Base with 64 experts reaches the quality of T5-Base in 7.5 times fewer steps and 7 times less time; it is 2.5 times quicker than T5-Large, which costs 3.5 times the FLOP per token.',
    citation: primary('switch', 'secs 3.1-3.3'),
  },
  {
    text: 'With a balancing loss of weight 0.01 typically fewer than 1% of tokens are dropped.',
    citation: primary('switch', 'sec 2.2'),
  },
  {
    text: 'Distilled into a dense model, about 30% of the gain in quality is kept.',
    citation: primary('switch', 'sec 4.2'),
  },
  {
    text: 'Up to 8 experts, a mixture beats a dense model of equal total parameters if it trains on that many times the tokens.',
    citation: primary('ludziejewski2025', 'memory-limited comparison'),
  },
];

/** What cleaning and deduplication change. */
export const corpusStatements: readonly Statement[] = [
  {
    text: 'Trained without deduplication, models copy over 1% of their unprompted output; one sentence of 61 words stands over 60,000 times in C4 (the repository says 50 words).',
    citation: secondary('lee2021', 'abstract'),
  },
  {
    text: 'Over 4% of the validation sets of common corpora overlap with their training sets.',
    citation: secondary('lee2021', 'abstract'),
  },
  {
    text: 'MassiveText holds 2.35 billion documents, 10.5 TB of text; Gopher saw 300B of its tokens, 12.8%.',
    citation: secondary('gopher2021', 'data set description'),
  },
];

/** Nearest-neighbour language models. */
export const retrievalStatements: readonly Statement[] = [
  {
    text: 'Full-precision distances to the retrieved keys improve perplexity on Wikitext-103 from 16.5 to 16.06.',
    citation: primary('knnlm', 'sec 5'),
  },
  {
    text: 'A datastore of 1.6B entries already beats the model that was trained on 3B tokens, and 3B entries do not saturate.',
    citation: primary('knnlm', 'Figure 2'),
  },
  {
    text: 'A model that memorises its training data without dropout has a validation perplexity of 28.59 and gains but 0.1 when mixed in: the neighbours do not work by memory alone.',
    citation: primary('knnlm', 'sec 6'),
  },
  {
    text: 'It takes about two hours to build the cache of Wikitext-103 on CPUs, and 25 minutes to evaluate the development set.',
    citation: primary('knnlm', 'repository README, sec 3'),
  },
];
