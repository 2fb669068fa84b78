import { primary, secondary } from '../cite';
import type { DeviceFacts, Price } from './device';
import { datedPrices } from './prices';

const T = 1e12;
const GB = 1e9;

const table = primary('ml-engineering', 'accelerator tables');
const tpu = primary('ml-engineering', 'accelerator tables', 'TPU rows also in the scaling book');
const matmul = primary('ml-engineering', 'MAMF table, best achievable bf16 matrix product');

type Spec = Omit<DeviceFacts, 'kind' | 'name' | 'title' | 'prices' | 'citation'> & {
  readonly citation?: DeviceFacts['citation'];
};

/** Sizes in GB (1e9 bytes) and TB/s as the vendors print them. */
const device = (name: string, title: string, spec: Spec, prices: readonly Price[] = datedPrices[name] ?? []) =>
  ({ kind: 'device', name, title, citation: table, ...spec, prices }) as const;

const sparse = 'Headlines of 1,979 and 3,958 TFLOPS count 2:4 sparsity; these are the dense peaks.';

const devices: readonly DeviceFacts[] = [
  device('v100_sxm', 'NVIDIA V100 SXM 32 GB', {
    ...{ peak: { fp16: 125 * T }, memoryBytes: 32 * GB, bandwidth: 0.9 * T, power: 300 },
    notes: ['fp16 tensor cores, no bf16. Also sold with 16 GB.'],
  }),
  device('v100_pcie', 'NVIDIA V100 PCIe 32 GB', {
    ...{ peak: { fp16: 112 * T }, memoryBytes: 32 * GB, bandwidth: 0.9 * T, power: 250 },
    notes: ['fp16 tensor cores, no bf16. Also sold with 16 GB.'],
  }),
  device('a100_40gb', 'NVIDIA A100 SXM 40 GB', {
    ...{ peak: { bf16: 312 * T, int8: 624 * T }, memoryBytes: 40 * GB, bandwidth: 1.555 * T, power: 400 },
    ...{ measuredMatmul: 271.2 * T, figures: { measuredMatmul: matmul } },
  }),
  device('a100_80gb', 'NVIDIA A100 SXM 80 GB', {
    ...{ peak: { bf16: 312 * T, int8: 624 * T }, memoryBytes: 80 * GB, bandwidth: 2.039 * T, power: 400 },
    ...{ measuredMatmul: 271.2 * T, figures: { measuredMatmul: matmul } },
  }),
  device('a100_80gb_pcie', 'NVIDIA A100 PCIe 80 GB', {
    ...{ peak: { bf16: 312 * T }, memoryBytes: 80 * GB, bandwidth: 1.935 * T, power: 300 },
  }),
  device('h100_sxm', 'NVIDIA H100 SXM 80 GB', {
    ...{ peak: { bf16: 989 * T, fp8: 1979 * T }, memoryBytes: 80 * GB, bandwidth: 3.35 * T, power: 700 },
    ...{ measuredMatmul: 794.5 * T, figures: { measuredMatmul: matmul } },
    notes: [sparse, 'Prices from $0.52 to $14.90 an hour were seen on 2026-04-13.'],
  }),
  device('h100_pcie', 'NVIDIA H100 PCIe 80 GB', {
    ...{ peak: { bf16: 756 * T, fp8: 1513 * T }, memoryBytes: 80 * GB, bandwidth: 2 * T, power: 350 },
    figures: { power: secondary('ml-engineering', 'a third-party page', 'the NVL variant has 835/1671 TFLOPS, 400 W') },
  }),
  device('h200_sxm', 'NVIDIA H200 SXM 141 GB', {
    ...{ peak: { bf16: 989 * T, fp8: 1979 * T }, memoryBytes: 141 * GB, bandwidth: 4.8 * T, power: 700 },
  }),
  device('b200', 'NVIDIA B200 180 GB', {
    ...{ peak: { bf16: 2250 * T, fp8: 4500 * T, fp4: 9000 * T }, memoryBytes: 180 * GB, bandwidth: 8 * T, power: 1000 },
    ...{ measuredMatmul: 1745 * T, figures: { measuredMatmul: matmul } },
    notes: ['Early data sheets list 192 GB.'],
  }),
  device('gb200', 'NVIDIA GB200 (one GPU)', {
    ...{ peak: { bf16: 2500 * T, fp8: 5000 * T }, memoryBytes: 186 * GB, bandwidth: 8 * T, power: 1200 },
  }),
  device('b300', 'NVIDIA B300 288 GB', {
    ...{ peak: { bf16: 2250 * T, fp8: 4500 * T }, memoryBytes: 288 * GB, bandwidth: 8 * T, power: 1000 },
  }),
  device('gb300', 'NVIDIA GB300 (one GPU)', {
    ...{ peak: { bf16: 2500 * T, fp8: 5000 * T }, memoryBytes: 288 * GB, bandwidth: 8 * T, power: 1400 },
  }),
  device('l40s', 'NVIDIA L40S 48 GB', {
    ...{ peak: { bf16: 362 * T, fp8: 733 * T }, memoryBytes: 48 * GB, bandwidth: 0.864 * T, power: 350 },
  }),
  device('rtx_4090', 'NVIDIA GeForce RTX 4090', {
    peak: { bf16: 165.15 * T, fp8: 330.3 * T, fp32: 82.58 * T },
    ...{ memoryBytes: 24 * GB, bandwidth: 1.008 * T, power: 450 },
    citation: secondary('waredb', 'specification page'),
    notes: ['bf16 with fp32 accumulation; the headline of 330.3 TFLOPS in bf16 counts sparsity.'],
  }),
  device('mi250x', 'AMD Instinct MI250X', {
    ...{ peak: { bf16: 383 * T }, memoryBytes: 128 * GB, bandwidth: 3.28 * T, power: 560 },
    notes: ['Two dies of 191.5 TFLOPS each; TDP 500 W, board 560 W.'],
  }),
  device('mi300x', 'AMD Instinct MI300X', {
    ...{ peak: { bf16: 1307 * T, fp8: 2610 * T }, memoryBytes: 192 * GB, bandwidth: 5.3 * T, power: 750 },
    ...{ measuredMatmul: 668.4 * T, figures: { measuredMatmul: matmul } },
    notes: ['Sometimes rounded to 1,300 TFLOPS.'],
  }),
  device('mi325x', 'AMD Instinct MI325X', {
    ...{ peak: { bf16: 1300 * T, fp8: 2610 * T }, memoryBytes: 256 * GB, bandwidth: 6 * T, power: 1000 },
  }),
  device('mi355x', 'AMD Instinct MI355X', {
    ...{ peak: { bf16: 2500 * T, fp8: 5000 * T }, memoryBytes: 288 * GB, bandwidth: 8 * T, power: 1400 },
  }),
  device('tpu_v3', 'Google TPU v3', {
    ...{ peak: { bf16: 123 * T }, memoryBytes: 32 * GB, bandwidth: 0.9 * T, power: 283, citation: tpu },
    figures: { 'peak.bf16': secondary('lamda', 'sec 10', 'the scaling book says 140, another source 105') },
    notes: ['Power is a mean, not a maximum.'],
  }),
  device('tpu_v4', 'Google TPU v4', {
    ...{ peak: { bf16: 275 * T }, memoryBytes: 32 * GB, bandwidth: 1.2 * T, power: 200, citation: tpu },
    figures: { power: secondary('ml-engineering', 'as listed by mlsysim') },
  }),
  device('tpu_v5e', 'Google TPU v5e', {
    ...{ peak: { bf16: 197 * T, int8: 394 * T }, memoryBytes: 16 * GB, bandwidth: 0.81 * T, citation: tpu },
  }),
  device('tpu_v5p', 'Google TPU v5p', {
    ...{ peak: { bf16: 459 * T, int8: 918 * T }, memoryBytes: 95 * GB, bandwidth: 2.765 * T, citation: tpu },
  }),
  device('tpu_v6e', 'Google TPU v6e (Trillium)', {
    ...{ peak: { bf16: 918 * T, int8: 1836 * T }, memoryBytes: 32 * GB, bandwidth: 1.6 * T, citation: tpu },
  }),
  device('tpu_v7x', 'Google TPU v7x', {
    ...{ peak: { bf16: 2307 * T, fp8: 4614 * T }, memoryBytes: 192 * GB, citation: tpu },
  }),
];

/** Every accelerator. */
export function allDevices(): readonly DeviceFacts[] {
  return devices;
}

/** An accelerator by its name in Scale (`h100_sxm`); undefined if there is none. */
export function findDevice(name: string): DeviceFacts | undefined {
  return devices.find(d => d.name === name);
}

/** Prices to buy one device. */
export const unitCosts: Readonly<Record<string, { readonly usd: number; readonly citation: DeviceFacts['citation'] }>> =
  {
    h100_sxm: { usd: 30000, citation: secondary('ml-engineering', 'mlsysim') },
    b200: { usd: 40000, citation: secondary('ml-engineering', 'mlsysim') },
    v100_sxm: { usd: 10000, citation: secondary('ml-engineering', 'mlsysim') },
  };
