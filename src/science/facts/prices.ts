import { secondary } from '../cite';
import type { Price } from './device';

/** What of a range the price is: its middle, its low end, or a listed price within it. */
function place(usdPerHour: number, [low, high]: readonly [number, number]): string {
  if (Math.abs(usdPerHour - (low + high) / 2) < 1e-9) return 'typical range, its middle is used';
  return usdPerHour === low ? 'price list, low end of the range' : 'price list, within the range seen';
}

const price = (
  provider: string,
  usdPerHour: number,
  date: string,
  source: string,
  kind: Price['kind'] = 'on-demand',
  range?: readonly [number, number],
): Price => ({
  usdPerHour,
  kind,
  provider,
  date,
  citation: secondary(source, range ? place(usdPerHour, range) : 'price list'),
  ...(range ? { range } : {}),
});

/** Dated prices by device; the first is the default. Prices move quickly: they are shown with their date and can be edited. */
export const datedPrices: Readonly<Record<string, readonly Price[]>> = {
  v100_sxm: [price('Lambda', 0.55, '2024-25', 'skypilot')],
  a100_40gb: [price('Lambda', 1.29, '2024-25', 'skypilot')],
  a100_80gb: [
    price('RunPod', 1.69, '2024-25', 'skypilot'),
    price('RunPod', 0.89, '2024-25', 'skypilot', 'spot'),
    price('several', 1.99, 'early 2026', 'pricing2026', 'on-demand', [1.49, 2.49]),
  ],
  a100_80gb_pcie: [price('RunPod', 1.19, '2025-10', 'pricing2026')],
  h100_sxm: [
    price('Lambda (8 GPUs)', 2.99, '2024-25', 'skypilot'),
    price('Lambda (4 GPUs)', 3.09, '2024-25', 'skypilot'),
    price('RunPod', 4.49, '2024-25', 'skypilot'),
    price('RunPod', 2.49, '2024-25', 'skypilot', 'spot'),
    price('several', 3.24, 'early 2026', 'pricing2026', 'on-demand', [2.49, 3.99]),
    price('Google', 10.8, '2025-02', 'scaling-book'),
  ],
  h200_sxm: [price('RunPod', 3.59, '2025-10', 'pricing2026')],
  rtx_4090: [price('RunPod', 0.69, '2024-25', 'skypilot', 'on-demand', [0.64, 0.74])],
  tpu_v5p: [
    price('Google', 4.2, '2025-02', 'scaling-book'),
    price('Google', 2.1, '2024-12', 'gpuhunt', 'spot', [2.1, 2.4]),
  ],
  tpu_v5e: [price('Google', 1.2, '2025-02', 'scaling-book'), price('Google', 0.6, '2024-12', 'gpuhunt', 'spot')],
  tpu_v6e: [price('Google', 2.7, '2024-12', 'gpuhunt'), price('Google', 1.89, '2024-12', 'gpuhunt', 'spot')],
};

/** Prices of devices for which we have no specification. */
export const otherPrices: Readonly<Record<string, readonly Price[]>> = {
  a6000: [price('Lambda', 0.8, '2024-25', 'skypilot')],
  gh200: [price('Lambda', 1.49, '2024-25', 'skypilot')],
  l40: [price('RunPod', 1.14, '2024-25', 'skypilot')],
  rtx_3090: [price('RunPod', 0.34, '2024-25', 'skypilot')],
  h800: [price('assumed by DeepSeek-V3', 2, '2024-12', 'deepseekv3', 'assumed')],
};
