import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../src/kernel/corpus/input/decode';
import { findFiles } from '../../../../src/kernel/corpus/input/files';
import { readMemory } from '../../../../src/kernel/corpus/input/memory';
import { readUnit } from '../../../../src/kernel/corpus/input/read';
import { allText, DEFAULT_FIELDS, documentOf, withText } from '../../../../src/kernel/corpus/input/records';
import { formatOf, unitsOf } from '../../../../src/kernel/corpus/input/units';
import { noReadCounts } from '../../../../src/science/corpus/pipeline/report';
import { jsonl, temporary } from './corpus-files';

async function readAll(root: string, names: string[], unitBytes?: number, fields = DEFAULT_FIELDS) {
  const counts = noReadCounts();
  const texts: string[] = [];
  const ids: string[] = [];
  for (const unit of unitsOf(await findFiles(root, names), unitBytes)) {
    for await (const { document } of readUnit(root, unit, fields, counts)) {
      texts.push(document.text);
      ids.push(document.id);
    }
  }
  return { texts, ids, counts };
}

describe('finding files', () => {
  it('by name, folder and glob, sorted, each once', async () => {
    const root = await temporary();
    await mkdir(path.join(root, 'sub/deep'), { recursive: true });
    for (const name of ['b.jsonl', 'a.txt', 'sub/c.jsonl.gz', 'sub/deep/d.html', 'sub/image.png']) {
      await writeFile(path.join(root, name), 'x');
    }
    const names = async (...patterns: string[]) => (await findFiles(root, patterns)).map(file => file.path);
    expect(await names('.')).toEqual(['a.txt', 'b.jsonl', 'sub/c.jsonl.gz', 'sub/deep/d.html']);
    expect(await names('sub', '**/*.jsonl*', 'b.jsonl')).toEqual(['b.jsonl', 'sub/c.jsonl.gz', 'sub/deep/d.html']);
    expect(await names('sub/image.png')).toEqual(['sub/image.png']);
    await expect(names('none/*.txt')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('never outside the root, by path or by link', async () => {
    const root = await temporary();
    const other = await temporary();
    await writeFile(path.join(other, 'secret.txt'), 'secret');
    await symlink(path.join(other, 'secret.txt'), path.join(root, 'link.txt'));
    await symlink(other, path.join(root, 'folder'));
    await writeFile(path.join(root, 'ok.txt'), 'fine');
    for (const pattern of ['../*', path.join(other, 'secret.txt'), 'link.txt', 'folder/secret.txt']) {
      await expect(findFiles(root, [pattern]), pattern).rejects.toMatchObject({
        code: expect.stringMatching(/outside|not-found/),
      });
    }
    expect((await findFiles(root, ['*.txt'])).map(file => file.path)).toEqual(['ok.txt']);
  });
});

describe('units', () => {
  it('depend on the files alone', () => {
    expect(formatOf('x/y.JSONL.GZ')).toEqual({ format: 'jsonl', compression: 'gzip' });
    expect(formatOf('y.parquet')).toEqual({ format: 'parquet', compression: 'none' });
    expect(formatOf('notes')).toEqual({ format: 'text', compression: 'none' });
    const files = [
      { path: 'a.jsonl', size: 250, modified: 0 },
      { path: 'b.txt', size: 30, modified: 0 },
      { path: 'c.txt', size: 30, modified: 0 },
      { path: 'd.jsonl.gz', size: 500, modified: 0 },
    ];
    expect(unitsOf(files, 100).map(unit => unit.pieces.map(({ path: name, from, to }) => [name, from, to]))).toEqual([
      [['a.jsonl', 0, 100]],
      [['a.jsonl', 100, 200]],
      [
        ['a.jsonl', 200, 250],
        ['b.txt', undefined, undefined],
      ],
      [['c.txt', undefined, undefined]],
      [['d.jsonl.gz', undefined, undefined]],
    ]);
  });

  it('cut a file anywhere and lose no line', async () => {
    const root = await temporary();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (texts, size, newline, last) => {
          const text = texts.map(value => JSON.stringify({ text: value })).join(newline) + (last ? newline : '');
          await writeFile(path.join(root, 'x.jsonl'), text);
          expect((await readAll(root, ['x.jsonl'], size)).texts).toEqual(texts);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('reading', () => {
  const good = { id: 'a', text: 'one two' };
  it('counts malformed lines, shows the first, and goes on', async () => {
    const root = await temporary();
    const lines = ['{"text": "broken', '[1, 2]', '{"id": "no text"}', '{"text": 5}', 'null', '', '   '];
    await writeFile(
      path.join(root, 'x.jsonl'),
      `\ufeff${jsonl([good])}${lines.join('\n')}\n${JSON.stringify({ ...good, id: 'b' })}`,
    );
    const { ids, counts } = await readAll(root, ['x.jsonl']);
    expect(ids).toEqual(['a', 'b']);
    expect(counts.malformed).toEqual({ 'not-json': 1, 'not-a-record': 2, 'no-text': 2 });
    expect(counts.empty).toBe(2);
    expect(counts.problems[0]).toEqual({ kind: 'not-json', place: 'x.jsonl:2', detail: '{"text": "broken' });
  });

  it('keeps what stands before the damage in a truncated file', async () => {
    const root = await temporary();
    const many = Array.from({ length: 5000 }, (_, i) => ({
      id: String(i),
      text: `text number ${Math.imul(i, 2654435761)} and more`,
    }));
    const zipped = gzipSync(jsonl(many));
    await writeFile(path.join(root, 'a.jsonl.gz'), zipped.subarray(0, zipped.length >> 1));
    await writeFile(path.join(root, 'b.jsonl.gz'), 'not gzip at all');
    await writeFile(path.join(root, 'c.jsonl'), jsonl([good]));
    const { ids, counts } = await readAll(root, ['.']);
    expect(ids.length).toBeGreaterThan(1000);
    expect(ids.at(-1)).toBe('a');
    expect(counts.malformed.damaged).toBe(2);
  });

  it('decodes bytes that are not UTF-8', async () => {
    const root = await temporary();
    await writeFile(
      path.join(root, 'x.jsonl'),
      Buffer.concat([Buffer.from('{"text":"caf'), Buffer.from([0xe9]), Buffer.from('"}\n')]),
    );
    const { texts, counts } = await readAll(root, ['x.jsonl']);
    expect(texts).toEqual(['caf\ufffd']);
    expect(counts.undecodable).toBe(1);
    const german = 'Größere Städte und Flüße führen übers Gebirge, sagt man. Ähnlich öde ist es.';
    expect(decodeText(Buffer.from(german, 'latin1')).text).toBe(german);
    expect(decodeText(Buffer.from(`\ufeff${german}`, 'utf16le'))).toEqual({ text: german, encoding: 'utf-16le' });
    expect(decodeText(Buffer.from(`\ufeff${german}`, 'utf8')).text).toBe(german);
  });

  it('reads text, HTML and JSON files as documents, and zstd', async () => {
    const root = await temporary();
    await writeFile(path.join(root, 'a.txt'), 'plain text');
    await writeFile(path.join(root, 'b.html'), '<p>page</p>');
    await writeFile(
      path.join(root, 'c.json'),
      JSON.stringify([{ text: 'first' }, { text: 'second', id: 7 }, { no: 'text' }]),
    );
    await writeFile(path.join(root, 'd.json'), '{"text": ');
    const { ids, texts, counts } = await readAll(root, ['.']);
    expect(ids).toEqual(['a.txt', 'b.html', 'c.json:1', '7']);
    expect(texts).toEqual(['plain text', '<p>page</p>', 'first', 'second']);
    expect(counts.malformed).toEqual({ 'no-text': 1, 'not-json': 1 });
  });

  it('reads Parquet in batches, with numbers that JSON has', async () => {
    const root = await temporary();
    const texts = Array.from({ length: 4500 }, (_, i) => `text ${i} — naïve`);
    const buffer = parquetWriteBuffer({
      columnData: [
        { name: 'id', data: texts.map((_, i) => BigInt(i)), type: 'INT64' },
        { name: 'text', data: texts, type: 'STRING' },
      ],
      rowGroupSize: 1000,
    });
    await writeFile(path.join(root, 'x.parquet'), Buffer.from(buffer));
    await writeFile(path.join(root, 'y.parquet'), Buffer.from(buffer).subarray(0, 3000));
    const { ids, texts: read, counts } = await readAll(root, ['.']);
    expect(read).toEqual(texts);
    expect(ids[4499]).toBe('4499');
    expect(counts.malformed).toEqual({ damaged: 1 });
  });

  it('reads zstd frames of raw blocks', async () => {
    const root = await temporary();
    const text = jsonl(Array.from({ length: 300 }, (_, i) => ({ id: String(i), text: `number ${i}` })));
    // RFC 8878: magic, a frame header with a window of 1 MB, blocks of type raw, the last one marked.
    const frame = (bytes: Buffer) => {
      const blocks = [bytes.subarray(0, 1000), bytes.subarray(1000)].map((block, i) => {
        const head = Buffer.alloc(3);
        head.writeUIntLE((block.length << 3) | i, 0, 3);
        return Buffer.concat([head, block]);
      });
      return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x50]), ...blocks]);
    };
    const half = text.length >> 1;
    await writeFile(
      path.join(root, 'x.jsonl.zst'),
      Buffer.concat([text.slice(0, half), text.slice(half)].map(part => frame(Buffer.from(part)))),
    );
    expect((await readAll(root, ['x.jsonl.zst'])).ids).toHaveLength(300);
    await writeFile(path.join(root, 'y.jsonl.zst'), 'no zstd');
    expect((await readAll(root, ['y.jsonl.zst'])).counts.malformed).toEqual({ damaged: 1 });
  });

  const zstd = (() => {
    try {
      execFileSync('zstd', ['--version']);
      return true;
    } catch {
      return false;
    }
  })();
  it.skipIf(!zstd)('reads zstd in several frames', async () => {
    const root = await temporary();
    const many = Array.from({ length: 20_000 }, (_, i) => ({ id: String(i), text: `number ${i}` }));
    const frames = [many.slice(0, 9000), many.slice(9000)].map(part =>
      execFileSync('zstd', ['-c', '-q'], { input: jsonl(part), maxBuffer: 1 << 28 }),
    );
    await writeFile(path.join(root, 'x.jsonl.zst'), Buffer.concat(frames));
    expect((await readAll(root, ['x.jsonl.zst'])).ids).toEqual(many.map(record => record.id));
  });

  it('takes fields by name, also inside records', () => {
    const fields = { text: 'body.content', id: 'meta.id', url: 'meta.url' };
    const record = { body: { content: 'hello', other: 1 }, meta: { id: 3, url: 'https://x.example' }, 'a.b': 1 };
    const entry = documentOf(record, fields, 'place');
    expect(entry).toMatchObject({ document: { id: '3', text: 'hello', url: 'https://x.example' } });
    expect(withText(record, 'body.content', 'bye')).toEqual({ ...record, body: { content: 'bye', other: 1 } });
    expect(withText({ 'a.b': 'x' }, 'a.b', 'y')).toEqual({ 'a.b': 'y' });
    expect(documentOf({ __proto__: { text: 'inherited' } }, DEFAULT_FIELDS, '')).toBe('no-text');
    expect(allText({ q: 'one', n: 5, list: ['two', { deep: 'three' }] })).toBe('one\ntwo\nthree');
  });
});

describe('files in memory', () => {
  it('are read as those on disk are', async () => {
    const root = await temporary();
    const lines = `\ufeff{"id":"1","text":"a"}\n\nno json\n{"x":1}\n[2]\n{"text":"é\u2028b"}\n{"text":"last"}`;
    const contents: Record<string, Uint8Array> = {
      'a.jsonl': Buffer.from(lines),
      'b.jsonl.gz': gzipSync(lines),
      'c.txt': Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x20, 0x6e, 0x6f, 0x69, 0x72]),
      'd.json': Buffer.from('[{"text":"one"},{"body":"two"}]'),
      'e.json': Buffer.from('{broken'),
      'f.html': Buffer.from('<p>text</p>'),
      'g.parquet': new Uint8Array(
        parquetWriteBuffer({ columnData: [{ name: 'text', data: ['row 1', 'row 2'], type: 'STRING' }] }),
      ),
      'h.jsonl.gz': gzipSync(lines).subarray(0, 60),
      'i.jsonl': Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xff]), Buffer.from('"}\n')]),
    };
    for (const [name, bytes] of Object.entries(contents)) await writeFile(path.join(root, name), bytes);
    const disk = await readAll(root, ['.']);
    const counts = noReadCounts();
    const texts: string[] = [];
    const ids: string[] = [];
    const files = Object.entries(contents).map(([name, bytes]) => ({ path: name, bytes }));
    for await (const { document } of readMemory(files, DEFAULT_FIELDS, counts)) {
      texts.push(document.text);
      ids.push(document.id);
    }
    expect(texts).toEqual(disk.texts);
    expect(ids).toEqual(disk.ids);
    const bare = ({ problems, ...rest }: typeof counts) => ({ ...rest, places: problems.map(p => [p.kind, p.place]) });
    expect(bare(counts)).toEqual(bare(disk.counts));
    expect(counts.malformed).toMatchObject({ 'not-json': 4, damaged: 1 });
    expect(counts.undecodable).toBe(1);
  });
});
