import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import type { PageAssets } from '../../../../src/kernel/share/html/assets';
import { pageHtml } from '../../../../src/kernel/share/html/page';
import { pageNote } from '../../../../src/kernel/share/note';
import { fromBase64, pack, policyHash, toBase64, unpack } from '../../../../src/kernel/share/pack';
import type { PageNote } from '../../../../src/kernel/share/page-note';
import { readPage } from '../../../../src/kernel/share/read-page';
import { compareRuns, showsItsResults } from '../../../../src/kernel/share/verify';
import { HOSTILE, runText, type TestRun } from './run';

const assets: PageAssets = {
  style: '.x{color:red}',
  script: '1',
  scriptHash: "'sha256-page'",
  plotly: 'AAAA',
  plotlyHash: "'sha256-plotly'",
  kernel: 'BBBB',
  corpora: 'CCCC',
};

const naming = { name: 'note.scalebook', version: '0.0.0' };
const noteOf = ({ document, result, recorder }: TestRun): Promise<PageNote> =>
  pageNote(document, result, recorder, naming);

async function pageOf(run: TestRun, live = true): Promise<string> {
  return pageHtml(run.document, run.result, await noteOf(run), assets, { live });
}

interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
}

function elements(html: string): Element[] {
  const found: Element[] = [];
  const parser = new Parser({ onopentag: (tag, attributes) => found.push({ tag, attributes }) });
  parser.end(html);
  return found;
}

const NOTE =
  '---\nscalebook: 1\ntitle: A note\n---\n\n# A note\n\n```scale\nC = 5.76e23 FLOP\nbest = optimal(laws.epoch, C)\n```\n\n```scale\nt = load("runs.csv")\nmean(t.loss)\n```\n\n```scale\nbest.N / 2\n```\n\n```scale\nt |> head(1)\n```\n';
const files = { 'runs.csv': 'N,loss\n1e8,3.5\n2e8,3.1\n' };

describe('packing', () => {
  it('gives back what it was given', async () => {
    for (const text of ['', 'a', '</script>', 'ä€😀'.repeat(10_000)]) expect(await unpack(await pack(text))).toBe(text);
    const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 256);
    expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  });

  it('names the hash of the empty text as browsers do', async () => {
    expect(await policyHash('')).toBe("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
  });
});

describe('a page', () => {
  it('carries the note: its text, its results, its data', async () => {
    const run = await runText(NOTE, { files });
    const note = await readPage(await pageOf(run));
    expect(note).toMatchObject({ scalebook: 1, ...naming, source: NOTE });
    expect(note.cells.map(cell => [cell.index, cell.kind, cell.status])).toEqual([
      [1, 'scale', 'ok'],
      [2, 'scale', 'ok'],
      [3, 'scale', 'ok'],
      [4, 'scale', 'ok'],
    ]);
    expect(note.cells[1]?.value).toBe(3.3);
    const [file] = note.files;
    expect(new TextDecoder().decode(fromBase64(file?.data ?? ''))).toBe(files['runs.csv']);
    expect(file?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('shows its results without any script', async () => {
    const html = await pageOf(await runText(NOTE, { files }));
    const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';
    expect(main).toContain('72.2');
    expect(main).toContain('Besiroglu');
    expect(main).toContain('runs.csv');
  });

  it('names every script in its policy, and reaches for nothing', async () => {
    const html = await pageOf(await runText(NOTE, { files }));
    const policy = elements(html).find(e => e.attributes['http-equiv'])?.attributes.content ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(/script-src ([^;]*)/.exec(policy)?.[1]).toBe("'sha256-page' 'sha256-plotly' 'wasm-unsafe-eval'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline|https?:|\*/);
    const still = await pageOf(await runText(NOTE, { files }), false);
    expect(still).not.toContain('BBBB');
    expect(still).not.toContain('wasm');
  });

  it('carries what corpora need only where it works on one', async () => {
    expect(await pageOf(await runText(NOTE, { files }))).not.toContain('CCCC');
    const run = await runText('```scale\nminhash_curve(bands: 4, rows: 4)\n```\n');
    expect(await pageOf(run)).toContain('CCCC');
    expect(await pageOf(run, false)).not.toContain('CCCC');
  });

  it('freezes what rests on corpora that are streamed, and nothing else', async () => {
    const text =
      '```scale\na = corpus("texts/*.txt").documents\n```\n\n```scale\nb = 1\n```\n\n```scale\nc = a + b\n```\n';
    const { document, result, recorder } = await runText(text);
    recorder.streams = true;
    const note = await pageNote(document, result, recorder, naming);
    expect(note.cells.map(cell => cell.missing ?? [])).toEqual([['texts/*.txt'], [], ['texts/*.txt']]);
    const html = await pageHtml(document, result, note, assets, { live: true });
    expect(html).toContain('texts/*.txt is a corpus, which no page carries');
    // A page cannot excuse a cell that rests on no corpus.
    const cells = note.cells.map(cell => ({
      ...cell,
      missing: ['texts/*.txt'],
      ...('b' in cell.variables && { variables: { b: 2 } }),
    }));
    expect(compareRuns({ ...note, cells }, note, 0).changes).toMatchObject([{ path: 'b', before: 2, after: 1 }]);
  });

  it('says which data it could not carry, and freezes what rests on them', async () => {
    const run = await runText(NOTE, { files, most: 3 });
    const note = await noteOf(run);
    expect(note.files[0]).toEqual({ path: 'runs.csv', sha256: expect.any(String), size: 23 });
    expect(note.cells.map(cell => cell.missing ?? [])).toEqual([[], ['runs.csv'], [], ['runs.csv']]);
    const html = await pageHtml(run.document, run.result, note, assets, { live: true });
    expect(html).toContain('Frozen: it rests on runs.csv');
    expect(html).toContain('too large for a page');
  });

  it('lets a hostile note do nothing', async () => {
    const run = await runText(HOSTILE);
    const html = await pageOf(run);
    const found = elements(html);
    expect(found.filter(e => e.tag === 'script').map(e => e.attributes)).toEqual([
      { type: 'text/plain', id: 'scalebook-note' },
      { type: 'text/plain', id: 'scalebook-kernel' },
      { type: 'text/plain', id: 'scalebook-plotly' },
      {},
    ]);
    for (const { tag, attributes } of found) {
      expect(tag).not.toMatch(/^(iframe|object|embed|form|base|link|audio|video|foreignobject)$/);
      expect(Object.keys(attributes).filter(name => /^on/i.test(name))).toEqual([]);
      expect(`${attributes.href ?? ''}${attributes.src ?? ''}`).not.toMatch(/^\s*(javascript|data|vbscript)/i);
    }
    expect(found.filter(e => e.attributes.id === 'scalebook-note')).toHaveLength(1);
    expect((await readPage(html)).source).toBe(HOSTILE);
  });

  it('is the same each time', async () => {
    expect(await pageOf(await runText(NOTE, { files }))).toBe(await pageOf(await runText(NOTE, { files })));
  });
});

describe('verifying a page', () => {
  it('finds nothing where nothing changed', async () => {
    const run = await runText(NOTE, { files });
    const html = await pageOf(run);
    const again = await noteOf(await runText(NOTE, { files }));
    expect(compareRuns(await readPage(html), again, 0)).toEqual({ changes: [], compared: 4, unchecked: [] });
    expect(showsItsResults(html, again, run.result)).toBe(true);
  });

  it('finds any number that was changed, in what is carried and in what is shown', async () => {
    const run = await runText(NOTE, { files });
    const note = await noteOf(run);
    const changed: PageNote = JSON.parse(JSON.stringify(note).replaceAll('3.3,', '3.4,'));
    expect(changed).not.toEqual(note);
    expect(compareRuns(changed, note, 1e-9).changes).toMatchObject([{ path: 'cell 3', before: 3.4, after: 3.3 }]);
    const html = await pageOf(run);
    expect(showsItsResults(html.replace('72.2', '92.2'), note, run.result)).toBe(false);
    expect(showsItsResults(html.replace('<main', '<p>The loss is 1.5.</p><main'), note, run.result)).toBe(false);
    expect(showsItsResults(html.replace('</body>', '<p>The loss is 1.5.</p></body>'), note, run.result)).toBe(false);
  });

  it('says what it could not check', async () => {
    const note = await noteOf(await runText(NOTE, { files, most: 3 }));
    const again = await noteOf(await runText(NOTE, {}));
    const found = compareRuns(note, again, 0, new Set(['runs.csv']));
    expect(found).toMatchObject({ changes: [], compared: 2 });
    expect(found.unchecked.map(u => u.cell)).toEqual([2, 4]);
  });

  it('refuses other pages with a sentence', async () => {
    await expect(readPage('<html></html>')).rejects.toThrow(/not exported by Scalebook/);
    await expect(readPage('<script type="text/plain" id="scalebook-note">AAAA</script>')).rejects.toThrow(/damaged/);
    const other = await pack('{"scalebook": 99}');
    await expect(readPage(`<script type="text/plain" id="scalebook-note">${other}</script>`)).rejects.toThrow(
      /another version/,
    );
  });
});
