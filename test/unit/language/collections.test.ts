import { describe, expect, it } from 'vitest';
import '../../../src/language/library';
import { citationsOfTable } from '../../../src/language/library/collections/table-citations';
import { findNamespace } from '../../../src/language/library/namespaces';
import { findEntry } from '../../../src/language/library/registry';
import type { ModelValue, Table, Value } from '../../../src/language/values/value';
import { cite } from '../../../src/science/citing';
import { concernsOf, contradictions, contradictionsAbout } from '../../../src/science/facts/contradictions';
import { allSources, findSource } from '../../../src/science/facts/sources';
import { run } from './evaluate';

const member = (path: string): Value | undefined => {
  const [space = '', name = ''] = path.split('.');
  return findNamespace(space)?.member(name);
};

const isTable = (value: Value | undefined): value is Table =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'table';

describe('references', () => {
  const references = allSources().map(source => cite(source.key));

  it('BibTeX is balanced, escaped and has unique keys', () => {
    const keys = references.map(r => /^@misc\{([\w-]+),$/m.exec(r.bibtex)?.[1]);
    expect(keys).not.toContain(undefined);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { bibtex, source } of references) {
      let depth = 0;
      for (const letter of bibtex.replace(/\\[{}]/g, '')) {
        depth += letter === '{' ? 1 : letter === '}' ? -1 : 0;
        expect(depth, source.key).toBeGreaterThanOrEqual(0);
      }
      expect(depth, source.key).toBe(0);
      const words = bibtex.split('\n').filter(line => /^ {2}(author|title) =/.test(line));
      expect(words.length, source.key).toBe(2);
      for (const line of words) expect(line.replace(/\\[&%#_]/g, ''), source.key).not.toMatch(/[&%#_$~^\\]/);
      expect(bibtex).toMatch(/^ {2}year = \{\d{4}\}/m);
    }
  });

  it('BibTeX names a family and a given name for each author, or a group in braces', () => {
    for (const { bibtex, source } of references) {
      const authors = /^ {2}author = \{(.*)\},$/m.exec(bibtex)?.[1] ?? '';
      for (const author of authors.split(' and '))
        expect(author, source.key).toMatch(/^(?:\{[^{}]+\}|[^,{}]+, [^,{}]+|others)$/);
    }
  });

  it('the authors of the text are those of BibTeX', () => {
    for (const { bibtex, source } of references) {
      const first = /author = \{+([^,}]+)/.exec(bibtex)?.[1] ?? '';
      expect(source.authors.startsWith(first), `${source.key}: ${source.authors}, ${first}`).toBe(true);
      const several = / and /.test(/author = (.*)/.exec(bibtex)?.[1] ?? '');
      expect(/et al\.| and /.test(source.authors), source.key).toBe(several);
    }
  });

  it('papers have the year of their number on arXiv, or a venue of another', () => {
    const off = allSources().filter(s => s.arxiv && 2000 + Number(s.arxiv.slice(0, 2)) !== s.year);
    // Raffel et al. appeared in a journal a year later; OLMo 2 was submitted on the last day of 2024.
    expect(off.map(s => s.key)).toEqual(['olmo2', 'raffel2020']);
    expect(allSources().every(s => !s.arxiv || s.url === `https://arxiv.org/abs/${s.arxiv}`)).toBe(true);
  });
});

describe('tables of data', () => {
  const names = findNamespace('data')?.names() ?? [];

  it('can all be cited, by sources that are known', () => {
    expect(names.length).toBeGreaterThan(70);
    for (const name of names) {
      const citations = citationsOfTable(`data.${name}`);
      expect(citations.length, name).toBeGreaterThan(0);
      expect(new Set(citations.map(c => c.source)).size, name).toBe(citations.length);
      for (const { source } of citations) expect(findSource(source), source).toBeDefined();
    }
  });

  it('carry their name as title, which references go by, and say where they are from', () => {
    for (const name of names) {
      const value = member(`data.${name}`);
      expect(isTable(value) && value.title, name).toBe(`data.${name}`);
      expect(isTable(value) && (value.source ?? value.columns.has('source')), name).toBeTruthy();
    }
  });

  it('results hold what the models hold', () => {
    const results = member('data.results') as Table;
    const gopher = (member('models.gopher') as ModelValue).fields.get('results') as Table;
    const models = results.columns.get('model') as readonly Value[];
    expect(models.filter(name => name === 'gopher').length).toBe(gopher.rows);
    expect(results.rows).toBeGreaterThan(2000);
  });

  it('the runs of Gadre et al. obey C = 6ND', () => {
    const runs = member('data.gadre_runs') as Table;
    const column = (name: string) => runs.columns.get(name) as Float64Array;
    expect(runs.rows).toBe(104);
    column('C').forEach((C, i) => {
      expect(C / (6 * (column('N')[i] ?? 0) * (column('D')[i] ?? 0))).toBeCloseTo(1, 3);
    });
  });
});

describe('contradictions', () => {
  it('are each shown somewhere, and everywhere is there', () => {
    for (const { topic } of contradictions) {
      expect(concernsOf(topic).length, topic).toBeGreaterThan(0);
      for (const place of concernsOf(topic))
        expect(place.includes('.') ? member(place) : findEntry(place), `${topic}: ${place}`).toBeDefined();
    }
    expect(contradictionsAbout('models.gopher').map(c => c.topic)).toContain('Gopher budget');
  });
});

describe('fields of a model', () => {
  const source = (path: string, field: string) => (member(path) as ModelValue).sources?.get(field) ?? '';

  it('that were recalled say so, and only they', () => {
    expect(source('models.llama_7b', 'ffn')).toContain('unconfirmed');
    expect(source('models.llama_7b', 'layers')).not.toContain('unconfirmed');
    expect(source('models.gopher_44m', 'learning_rate')).toContain('unconfirmed');
    expect(source('models.gopher_44m', 'params')).not.toContain('unconfirmed');
    expect(source('models.switch_c', 'heads')).toContain('unconfirmed');
    expect(source('models.switch_c', 'experts')).not.toContain('unconfirmed');
    expect(source('models.olmo_7b', 'tokens_per_param')).toContain('unconfirmed');
    expect(source('models.chinchilla', 'tokens_per_param')).not.toContain('unconfirmed');
    expect(source('models.palm_540b', 'architecture')).toContain('recalled: headDim');
  });
});

describe('FLOP of a model', () => {
  const notes = async (text: string) => (await run(text)).results.flatMap(r => r.notes).map(note => note.text);

  it('say what the source prints where the count is another', async () => {
    expect((await notes('flops(models.gopher)')).join(' ')).toMatch(
      /Published for Gopher 280B: 5\.76e23 FLOP .*0\.88 times/,
    );
    // A token passes the encoder or the decoder: the paper counts 3 FLOP per parameter.
    expect((await notes('flops(models.t5_11b)')).join(' ')).toMatch(/3\.30e22 FLOP .*2\.0 times/);
    expect((await notes('flops(models.llama3_405b)')).join(' ')).not.toMatch(/Published/);
    expect((await notes('flops(models.chinchilla)')).join(' ')).not.toMatch(/Published/);
  });

  it('and its size and memory name what was recalled of the shape, where the shape is used', async () => {
    expect((await notes('params(models.llama_7b)')).join(' ')).toMatch(
      /Of LLaMA 7B, recalled .*: ffn, vocab, context, tied/,
    );
    expect((await notes('moe(models.switch_c)')).join(' ')).toMatch(/recalled .*heads/);
    expect((await notes('flops(models.llama_7b, method: "palm")')).join(' ')).toMatch(/recalled/);
    expect((await notes('flops(models.llama_7b)')).join(' ')).not.toMatch(/recalled/);
    expect((await notes('flops(models.olmo_7b)')).join(' ')).toMatch(/Of OLMo 7B, recalled .*: tokens, params/);
    expect((await notes('params(models.chinchilla)')).join(' ')).not.toMatch(/recalled/);
  });

  it('are refused where the tokens are not published, with the figure that is', async () => {
    expect((await run('flops(models.flan_u_palm_540b)')).error?.message).toMatch(
      /prints them: models\.flan_u_palm_540b\.flops/,
    );
    expect((await run('flops(models.mistral_7b)')).error?.message).not.toMatch(/prints/);
    expect((await run('flops(models.switch_c)')).error?.message).toMatch(/active parameters/);
  });
});
