import { describe, expect, it } from 'vitest';
import { findDevice, unitCosts } from '../../../../../src/science/facts/devices';
import { carbonIntensity, pue, type ReportedValue, utilisation } from '../../../../../src/science/facts/grids';
import { datedPrices, otherPrices } from '../../../../../src/science/facts/prices';
import { type Book, bookIsAbsent, contradictionsOf, type Pair, readBook, whereBook } from './book';

/** Names of the book for devices, and the product's. */
const devices: Readonly<Record<string, string>> = {
  ...{ 'V100 SXM': 'v100_sxm', 'V100 PCIe': 'v100_pcie', 'A100 40GB SXM': 'a100_40gb', 'A100 80GB SXM': 'a100_80gb' },
  ...{ 'A100 80GB PCIe': 'a100_80gb_pcie', 'H100 SXM': 'h100_sxm', 'H100 PCIe': 'h100_pcie', 'H200 SXM': 'h200_sxm' },
  ...{ 'GB200 (per GPU)': 'gb200', 'GB300 (per GPU)': 'gb300', 'TPU v6e (Trillium)': 'tpu_v6e' },
};

const nameOf = (title: string) => devices[title] ?? title.toLowerCase().replace(/ /g, '_');

const scaled = (value: number | null, factor: number) => (value === null ? undefined : value * factor);

function specifications({ accelerators, measured_matmul_TFLOPs_MAMF: matmul, rtx4090 }: Book): Pair[] {
  const rows = accelerators.rows as readonly (readonly Book[])[];
  const game = findDevice('rtx_4090');
  const r = rtx4090.value;
  return [
    ...rows.flatMap(([title, bf16, fp8, memory, bandwidth, power]): Pair[] => {
      const d = findDevice(nameOf(title));
      const at = `hardware.${nameOf(title)}`;
      // Two sizes were sold of V100: the larger is shipped and the note names the other.
      const gigabytes = Array.isArray(memory) ? Math.max(...memory) : memory;
      return [
        [`${at} 16-bit peak`, d?.peak.bf16 ?? d?.peak.fp16, scaled(bf16, 1e12)],
        [`${at} fp8 peak`, d?.peak.fp8, scaled(fp8, 1e12)],
        [`${at} memory`, d?.memoryBytes, scaled(gigabytes, 1e9)],
        [`${at} bandwidth`, d?.bandwidth, scaled(bandwidth, 1e12)],
        [`${at} power`, d?.power, power ?? undefined],
      ];
    }),
    ['hardware.rtx_4090 bf16', game?.peak.bf16, r.bf16_dense_TFLOPs_fp32_accumulate * 1e12],
    ['hardware.rtx_4090 fp8', game?.peak.fp8, r.fp8_dense * 1e12],
    ['hardware.rtx_4090 fp32', game?.peak.fp32, r.fp32 * 1e12],
    ['hardware.rtx_4090 memory', game?.memoryBytes, r.memory_GB * 1e9],
    ['hardware.rtx_4090 bandwidth', game?.bandwidth, r.bandwidth_TBps * 1e12],
    ['hardware.rtx_4090 power', game?.power, r.TBP_W],
    ...[
      ['a100_40gb', 'A100 SXM'],
      ['a100_80gb', 'A100 SXM'],
      ['h100_sxm', 'H100 SXM'],
      ['mi300x', 'MI300X'],
      ['b200', 'B200'],
    ].map(
      ([name = '', title = '']): Pair => [
        `hardware.${name} best product`,
        findDevice(name)?.measuredMatmul,
        matmul.value[title] * 1e12,
      ],
    ),
  ];
}

/** [device of the product, provider as it has it] for each row of the book; undefined where the row is told in a note. */
const priceRows: readonly (readonly [string, string] | undefined)[] = [
  ['v100_sxm', 'Lambda'],
  ['a100_40gb', 'Lambda'],
  ['a6000', 'Lambda'],
  ['h100_sxm', 'Lambda (8 GPUs)'],
  ['h100_sxm', 'Lambda (4 GPUs)'],
  ['gh200', 'Lambda'],
  ['a100_80gb', 'RunPod'],
  ['h100_sxm', 'RunPod'],
  ['rtx_4090', 'RunPod'],
  ['l40', 'RunPod'],
  ['rtx_3090', 'RunPod'],
  ['a100_80gb_pcie', 'RunPod'],
  ['h200_sxm', 'RunPod'],
  ['a100_80gb', 'several'],
  ['h100_sxm', 'several'],
  // "0.52-14.90": the extremes of a day, in the note of hardware.h100_sxm.
  undefined,
  ['h100_sxm', 'Google'],
  ['tpu_v5p', 'Google'],
  ['tpu_v5e', 'Google'],
  ['tpu_v6e', 'Google'],
  ['h800', 'assumed by DeepSeek-V3'],
];

const allPrices: Readonly<Record<string, (typeof datedPrices)[string]>> = { ...datedPrices, ...otherPrices };

function prices({ prices_usd_per_gpu_hour: table, unit_cost_usd: bought }: Book): Pair[] {
  const rows = table.rows as readonly (readonly Book[])[];
  return [
    ['rows of prices', priceRows.length, rows.length],
    ...rows.flatMap(([, , onDemand, spot], i): Pair[] => {
      const place = priceRows[i];
      if (!place) return [];
      const [device, provider] = place;
      const of = (kind: 'spot' | 'other') =>
        allPrices[device]?.find(p => p.provider === provider && (p.kind === 'spot') === (kind === 'spot'))?.usdPerHour;
      return [
        [`prices.${device} ${provider}`, of('other'), onDemand],
        [`prices.${device} ${provider}, spot`, of('spot'), spot ?? undefined],
      ];
    }),
    ['price of an H100', unitCosts.h100_sxm?.usd, bought.value.H100],
    ['price of a B200', unitCosts.b200?.usd, bought.value.B200],
    ['price of a V100', unitCosts.v100_sxm?.usd, bought.value.V100],
  ];
}

/** Grids by the words of the book that begin their title, or stand in it. */
const gridOf = (place: string): ReportedValue | undefined =>
  carbonIntensity.find(({ title }) => {
    const words = place.replace('us-central1 Iowa', 'Iowa').replace('us-east1', 'South Carolina');
    return title.startsWith(words.replace(/^UK$/, 'United Kingdom'));
  });

function grids(b: Book): Pair[] {
  const grams = { ...b.carbon_g_per_kwh_regions_mlco2.value, ...b.carbon_g_per_kwh_grids_2021.value };
  const papers = b.carbon_kg_per_kwh_papers.value;
  const named = (name: string) => carbonIntensity.find(v => v.name === name)?.value;
  return [
    ...Object.entries(grams).map(([place, value]): Pair => {
      const found = gridOf(place);
      return [`carbon ${place}`, found && Number((found.value * 1000).toPrecision(6)), value];
    }),
    ['carbon LLaMA', named('llama'), papers['LLaMA (US average)']],
    ['carbon LaMDA', named('lamda'), papers.LaMDA],
    ...(b.pue.rows as readonly (readonly Book[])[]).map(
      ([where, value], i): Pair => [`pue ${where}`, pue[i]?.value, value],
    ),
    ...(b.mfu.rows as readonly (readonly Book[])[]).map(
      ([run, value], i): Pair => [`utilisation ${run}`, utilisation[i]?.value, value],
    ),
  ];
}

describe.skipIf(bookIsAbsent)(`hardware says what the fact book says ${whereBook}`, () => {
  it('peaks, memory, power, prices, grids and utilisation', () => {
    const b = readBook('hardware');
    const pairs = [...specifications(b), ...prices(b), ...grids(b)];
    expect(pairs.length).toBeGreaterThan(200);
    expect(contradictionsOf(pairs)).toEqual({ unintended: [], stale: [] });
  });
});
