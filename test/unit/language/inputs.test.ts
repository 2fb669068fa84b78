import { describe, expect, it } from 'vitest';
import { isInPercent } from '../../../src/language/controls';
import { parse } from '../../../src/language/syntax/parser';
import { type Json, toJson } from '../../../src/language/values/json';
import { run } from './evaluate';

/** A slider's value once a reader has moved it; positions travel as plain numbers in the slider's own unit. */
async function moved(slider: string, position: number): Promise<Json> {
  const { results, error } = await run(`x = ${slider}`, {}, new Map([['x', position]]));
  if (error) throw error;
  return toJson(results.at(-1)?.value ?? null);
}

describe('A slider that was moved', () => {
  it('has its position', async () => {
    expect(await moved('slider(1, 9, 2)', 7)).toBe(7);
  });

  it('has its position in its unit', async () => {
    const budget = await moved('slider(1e21 FLOP, 1e26 FLOP, 5.76e23 FLOP, log: true)', 3e25);
    expect(budget).toEqual({ value: 3e25, unit: 'FLOP' });
  });

  it('stays within ends that were edited since', async () => {
    expect(await moved('slider(1, 9, 2)', 12)).toBe(9);
    expect(await moved('slider(1, 9, 2)', -3)).toBe(1);
  });
});

describe('A slider that is written in percent', () => {
  it('is known by its key, among the controls of its statement', () => {
    const text = 'a = slider(20%, 60%, 40%)\nb = slider(0.2, 0.6) + slider(0, 1, 5%)\nslider(1, 2)';
    const inPercent = (key: string): boolean => isInPercent(parse(text).program, text, key);
    expect(['a.0', 'b.0', 'b.1', '#0.0', 'c.0'].map(inPercent)).toEqual([true, false, true, false, false]);
  });
});
