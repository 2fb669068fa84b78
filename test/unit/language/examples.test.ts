import { describe, expect, it } from 'vitest';
import { allEntries } from '../../../src/language/library/registry';
import { run } from './evaluate';

/** Examples that read a file have nothing to read here. */
const needsFile = (example: string): boolean =>
  example.includes('load(') || /"[^"]*\.(csv|jsonl|parquet)"/.test(example);

describe('examples of the library run as they stand', () => {
  for (const entry of allEntries()) {
    for (const example of entry.examples.filter(e => !needsFile(e))) {
      it(example, async () => {
        const { error, results } = await run(example);
        expect(error?.message).toBeUndefined();
        expect(results.length).toBeGreaterThan(0);
      });
    }
  }
});

describe('entries say what a reader needs', () => {
  it.each(allEntries().map(e => [e.name, e] as const))('%s', (_, entry) => {
    expect(entry.summary).toMatch(/\.$/);
    for (const { parameters } of entry.signatures)
      for (const [name, parameter] of Object.entries(parameters)) expect(parameter.doc, name).toMatch(/\S/);
  });
});
