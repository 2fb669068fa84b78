import { ScienceError } from '../errors';
import type { DeviceFacts } from '../facts/device';
import { type Plan, plan } from './plan';

/** The same run on other hardware. */
export interface HardwareRow {
  readonly device: DeviceFacts;
  /** Undefined where the device cannot be planned with; `refusal` says why. */
  readonly plan?: Plan;
  readonly refusal?: string;
}

/** What may differ between the devices. */
export interface HardwareOptions {
  /** Keep the number of GPUs (the default), or the time, and need as many GPUs as it takes. */
  readonly keep?: 'gpus' | 'time';
}

/**
 * The plan's run (same size, data and batch) on each device, with the device's own price, peak and memory. MFU is taken
 * over as it is, which flatters devices whose software is younger.
 */
export function compareHardware(
  base: Plan,
  devices: readonly DeviceFacts[],
  { keep = 'gpus' }: HardwareOptions = {},
): HardwareRow[] {
  const { arguments: args } = base.basis;
  const { N, D, batch } = base;
  return devices.map(device => {
    const same = device.name === base.basis.settings.device.name;
    try {
      return {
        device,
        plan: plan({
          ...args,
          ...{ flop: undefined, usd: undefined, gpuSeconds: undefined, loss: undefined, tokensPerParam: undefined },
          ...{ N, D, batch, hardware: device, mfu: base.mfu },
          ...(keep === 'gpus' ? { gpus: base.gpus, time: undefined } : { gpus: undefined, time: base.time }),
          // A precision or price that was given belongs to the plan's own device.
          ...(same ? {} : { precision: undefined, usdPerGpuHour: undefined }),
        }),
      };
    } catch (error) {
      if (!(error instanceof ScienceError)) throw error;
      return { device, refusal: error.message };
    }
  });
}
