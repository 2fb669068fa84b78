import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bibtexOf, colophonOf } from '../../../../src/kernel/share/colophon/colophon';
import { colophonMarkdown } from '../../../../src/kernel/share/colophon/markdown';
import { markdownCopy } from '../../../../src/kernel/share/markdown-copy';
import { diffResults } from '../../../../src/kernel/share/results/diff';
import { sweepForReaders, sweepTable } from '../../../../src/kernel/share/results/sweep';
import { changeText } from '../../../../src/kernel/share/results/words';
import type { Json } from '../../../../src/language/values/json';
import { HOSTILE, runText } from './run';

describe('results compared', () => {
  it('names what changed, and by how much', () => {
    const before = { best: { N: { value: 7.3e10, unit: 'params' }, loss: 1.974 }, same: 1, gone: 2, list: [1, 2] };
    const after = {
      best: { N: { value: 7.22e10, unit: 'params' }, loss: 1.974 },
      same: 1,
      added: 'x',
      list: [1, 3, 4],
    };
    const changes = diffResults(before, after);
    expect(changes).toEqual([
      { path: 'best.N', before: 7.3e10, after: 7.22e10, unit: 'params' },
      { path: 'gone', before: 2 },
      { path: 'list[1]', before: 2, after: 3 },
      { path: 'list[2]', after: 4 },
      { path: 'added', after: 'x' },
    ]);
    expect(changeText(changes[0] as (typeof changes)[0])).toBe('best.N: 73.00 B params → 72.20 B params (−1.10 %)');
  });

  it('tells numbers apart that read alike', () => {
    expect(changeText({ path: 'x', before: 1, after: 1.0000000001 })).toContain('1 → 1.0000000001');
  });

  it('sees units, tables and estimates', () => {
    expect(diffResults({ value: 1, unit: 'tokens' }, { value: 1, unit: 'params' }, 0, 'a')).toEqual([
      { path: 'a.unit', before: 'tokens', after: 'params' },
    ]);
    expect(diffResults({ columns: { x: [1] }, rows: 1 }, { columns: { x: [2] }, rows: 1 }, 0, 't')).toEqual([
      { path: 't.x[0]', before: 1, after: 2 },
    ]);
    const estimate = (value: number): Json => ({ value, low: 1, high: 3, level: 0.9 });
    expect(diffResults(estimate(2), estimate(2.5), 0, 'e')).toEqual([{ path: 'e', before: 2, after: 2.5 }]);
  });

  it('finds nothing in the same, and something wherever a number was moved', () => {
    const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
    fc.assert(fc.property(json, value => diffResults(value, structuredClone(value)).length === 0));
    fc.assert(
      fc.property(json, json, (a, b) => {
        const differs = JSON.stringify(sorted(a)) !== JSON.stringify(sorted(b));
        expect(diffResults(a, b).length > 0).toBe(differs);
      }),
    );
  });

  it('takes numbers within the tolerance as equal', () => {
    expect(diffResults(1, 1 + 1e-12, 1e-9)).toEqual([]);
    expect(diffResults(1, 1 + 1e-6, 1e-9)).toHaveLength(1);
    expect(diffResults(0, 1e-300, 1e-9)).toHaveLength(1);
  });
});

/** Keys in order; negative zero is zero in JSON. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as { readonly [key: string]: Json };
  return Object.fromEntries(
    Object.keys(fields)
      .sort()
      .map(key => [key, sorted(fields[key] ?? null)]),
  );
}

describe('a sweep', () => {
  it('compares what differs between the runs', async () => {
    const note = '```scale\nC = 1e21 FLOP\nk = 3\nbest = optimal(laws.epoch, C)\n```\n';
    const values = ['1e21 FLOP', '1e22 FLOP'];
    const runs = await Promise.all(
      values.map(async C => {
        const { result } = await runText(note, { definitions: { C } });
        return { set: { C }, variables: result.variables, ok: result.ok };
      }),
    );
    const { columns, rows } = sweepTable(runs, ['C']);
    expect(columns.map(c => c.name).slice(0, 3)).toEqual(['C', 'best.N', 'best.D']);
    expect(columns.map(c => c.name)).not.toContain('k');
    expect(rows.map(row => row[0]?.text)).toEqual(values);
    // Smaller than the second by the law's own exponent, about C^0.51.
    const [small, large] = rows.map(row => Number(row[1]?.value));
    expect(Math.log10((large ?? 0) / (small ?? 1))).toBeCloseTo(0.51, 1);
  });
});

describe('a sweep for readers', () => {
  const runs = (gpus: readonly number[]) =>
    gpus.map(n => ({
      set: { gpus: String(n), mfu: '40%' },
      variables: { time: { value: 86_400 / n, unit: 'seconds' }, same: 1, run: { steps: n } },
      ok: true,
    }));

  it('has few runs beside each other', () => {
    const { columns, rows } = sweepForReaders(runs([2, 4]), ['gpus']);
    expect(columns.map(c => c.name)).toEqual(['gpus', '2', '4']);
    expect(rows.map(row => row.map(cell => cell.text))).toEqual([
      ['time', '12.00 h', '6.000 h'],
      ['run.steps', '2', '4'],
    ]);
    expect(sweepForReaders(runs([2, 4]), ['gpus', 'mfu']).columns.map(c => c.name)).toEqual([
      '',
      'gpus = 2, mfu = 40%',
      'gpus = 4, mfu = 40%',
    ]);
  });

  it('has many runs below each other', () => {
    const { columns, rows } = sweepForReaders(runs([1, 2, 3, 4, 5, 6, 7, 8]), ['gpus']);
    expect(columns.map(c => c.name)).toEqual(['gpus', 'time', 'run.steps']);
    expect(rows).toHaveLength(8);
  });
});

describe('definitions replaced in the text', () => {
  it('says in the note what was computed', async () => {
    const text = '```scale\na = (1 + 2); b = a * 2 # twice\nf(x) = x\n```\n\n```csv t\nx\n1\n```\n';
    const { document, result } = await runText(text, { definitions: { a: '5', f: 'x => x + b', t: '[{x: 9}]' } });
    expect(document.cells.map(c => c.text)).toEqual(['a = 5; b = a * 2 # twice\nf = x => x + b', 't = [{x: 9}]']);
    expect(result.variables).toMatchObject({ a: 5, b: 10 });
    expect(result.ok).toBe(true);
  });
});

const colophon = async (text: string) => {
  const { document, result } = await runText(text, { files: { 'r.csv': 'a\n1\n' } });
  return colophonOf(document, result, '1.2.3');
};

describe('a colophon', () => {
  it('cites what cells name and what values hold', async () => {
    const { references } = await colophon(
      '```scale\nlaw = choice([laws.kaplan, laws.epoch], laws.epoch)\nm = models.gopher\n```\n',
    );
    expect(references.flatMap(r => r.members.map(m => m.name))).toEqual(['laws.epoch', 'laws.kaplan', 'models.gopher']);
    expect(references[0]?.text).toMatch(/Besiroglu et al\. \(2024\)/);
    expect(references[0]?.bibtex).toMatch(/^@misc\{besiroglu2024/);
  });

  it('says so where a whole collection is asked', async () => {
    const { references } = await colophon('```scale\nmodels.where(m => m.tokens > 2T) |> head(1)\n```\n');
    expect(references).toMatchObject([{ members: [{ name: 'models' }] }]);
  });

  it('lists files, seeds and dated prices', async () => {
    const found = await colophon(
      '```scale\nload("r.csv")\nsimulate_predictions(10, seed: 42) |> calibration()\nhardware.h100_sxm\n```\n',
    );
    expect(found.files).toEqual([{ path: 'r.csv', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(found.seeds).toContainEqual({ seed: '42', functions: ['simulate_predictions'] });
    expect(found.prices.join()).toMatch(/H100.*USD per hour \(.*20\d\d/);
    const text = colophonMarkdown(found);
    for (const part of ['1.2.3', 'r.csv', '42', 'USD per hour', '```bibtex']) expect(text).toContain(part);
  });

  it('cites what is cited by its key, and what an answer says it rests on', async () => {
    const { references } = await colophon(
      '```scale\ncite("korthikanti").text\nplan(law: laws.epoch, budget: 1e5 USD, hardware: hardware.h100_sxm, gpus: 64, mfu: 40%)\n```\n',
    );
    const texts = references.map(r => r.text).join('\n');
    expect(texts).toMatch(/Korthikanti et al\. \(2022\)/);
    expect(references.flatMap(r => r.members.map(m => m.name))).toContain('laws.steplaw');
  });

  it('names each publication once, with the places in it', async () => {
    const { references } = await colophon('```scale\nlaws.chinchilla.A\nlaws.chinchilla_approach2\n```\n');
    expect(references).toHaveLength(1);
    expect(references[0]?.members).toMatchObject([
      { name: 'laws.chinchilla', place: expect.stringContaining('eq 10') },
      { name: 'laws.chinchilla_approach2', place: expect.stringContaining('Table') },
    ]);
  });

  it('names each publication once in the bibliography', async () => {
    const found = await colophon('```scale\n[laws.chinchilla.name, laws.chinchilla_rounded.name]\n```\n');
    expect(bibtexOf(found).match(/@misc/g)).toHaveLength(1);
  });
});

describe('a Markdown copy', () => {
  const options = { stem: 'n', version: '1', figures: 'beside' } as const;

  it('has its figures beside it, as SVG', async () => {
    const { document, result } = await runText('```scale\nplot(x => x, 0..1, title: "A line")\n```\n');
    const { text, files } = markdownCopy(document, result, options);
    expect(text).toContain('](<n-1.svg>)');
    expect(files.get('n-1.svg')).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    const inline = markdownCopy(document, result, { ...options, figures: 'inline' });
    expect(inline.text).toContain('](<data:image/svg+xml,');
    expect(inline.files.size).toBe(0);
    expect(markdownCopy(document, result, { ...options, figures: 'none' }).text).not.toContain('![');
  });

  it('lets a hostile note do nothing', async () => {
    const { document, result } = await runText(HOSTILE);
    const { text, files } = markdownCopy(document, result, options);
    const prose = text.replace(/^(`{3,}).*\n[\s\S]*?\n\1$/gm, '').replace(/`[^`\n]*`/g, '');
    expect(prose).not.toMatch(/<(script|img|svg|iframe|a)\b/i);
    expect(prose).not.toMatch(/(?<!\\)\]\((javascript|data|vbscript)/i);
    for (const svg of files.values()) expect(svg).not.toMatch(/<script|onload|<foreignObject/i);
  });
});
