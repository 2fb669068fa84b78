import { pause } from '../../../scripts/lib/process.mjs';

/** Looks again and again until `look` finds something. */
export async function waitFor<Found>(
  what: string,
  timeout: number,
  look: () => Promise<Found | undefined>,
): Promise<Found> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${timeout} ms in vain for ${what}.`);
    await pause(100);
  }
}
