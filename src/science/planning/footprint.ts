import { HOUR, KWH } from './units';

/** What a run uses. */
export interface Footprint {
  readonly gpuSeconds: number;
  readonly gpuHours: number;
  /** Seconds from start to end. */
  readonly time: number;
  /** USD; undefined without a price. */
  readonly cost: number | undefined;
  /** Joules, the data centre's overhead included; undefined where the device's power is unknown. */
  readonly energy: number | undefined;
  /** kg CO2 equivalent. */
  readonly co2: number | undefined;
}

export interface FootprintInputs {
  readonly C: number;
  readonly gpus: number;
  /** Useful FLOP per GPU second. */
  readonly flopPerGpuSecond: number;
  readonly usdPerGpuSecond: number | undefined;
  /** Watts of one GPU. */
  readonly power: number | undefined;
  readonly pue: number;
  /** kg CO2 equivalent per kWh. */
  readonly grid: number;
}

/** Joules of GPU seconds: power x time x PUE. The LLaMA paper counts so (Table 15): GPUs at full power, no hosts. */
export const energyOf = (gpuSeconds: number, power: number, pue: number): number => gpuSeconds * power * pue;

/** kg CO2 equivalent of joules. */
export const carbonOf = (joules: number, grid: number): number => (joules / KWH) * grid;

/** Time, cost, energy and carbon of training FLOP on a number of GPUs. */
export function footprintOf(o: FootprintInputs): Footprint {
  const gpuSeconds = o.C / o.flopPerGpuSecond;
  const energy = o.power === undefined ? undefined : energyOf(gpuSeconds, o.power, o.pue);
  return {
    gpuSeconds,
    gpuHours: gpuSeconds / HOUR,
    time: gpuSeconds / o.gpus,
    cost: o.usdPerGpuSecond === undefined ? undefined : gpuSeconds * o.usdPerGpuSecond,
    energy,
    co2: energy === undefined ? undefined : carbonOf(energy, o.grid),
  };
}
