import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { wantedTag } from '../../../src/cli/language';
import { runsOf, splitValues } from '../../../src/cli/set';
import { bundle } from '../kernel/bundle';

let cli = '';
const folder = mkdtempSync(path.join(tmpdir(), 'scalebook-cli-'));
beforeAll(async () => {
  cli = path.join(await bundle('cli', 'kernel-node', 'page'), 'cli.js');
}, 60_000);

const scalebook = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise(resolve => {
    execFile(process.execPath, [cli, ...args], { cwd: folder }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

const write = (name: string, text: string): string => {
  writeFileSync(path.join(folder, name), text);
  return name;
};

const NOTE = `---
scalebook: 1
title: A note
---

# A note

\`\`\`scale
C = 5.76e23 FLOP
best = optimal(laws.epoch, C)
\`\`\`

\`\`\`scale
runs.loss[0]
\`\`\`

\`\`\`csv runs
N,D,loss
1e8,2e9,3.31
\`\`\`
`;

describe('scalebook run', () => {
  it('prints one JSON document with base units', async () => {
    const { code, out } = await scalebook('run', write('a.scalebook', NOTE), '--format', 'json');
    const document = JSON.parse(out);
    expect(code).toBe(0);
    expect(document).toMatchObject({ scalebook: 1, file: 'a.scalebook', ok: true });
    expect(document.variables.C).toEqual({ value: 5.76e23, unit: 'FLOP' });
    expect(document.variables.best.N.value / 1e9).toBeCloseTo(72.2, 1);
    expect(document.variables.runs).toEqual({ columns: { N: [1e8], D: [2e9], loss: [3.31] }, rows: 1 });
    expect(
      document.cells.map((c: { index: number; kind: string; language: string; line: number; status: string }) => [
        c.index,
        c.kind,
        c.language,
        c.line,
        c.status,
      ]),
    ).toEqual([
      [1, 'code', 'scale', 9, 'ok'],
      [2, 'code', 'scale', 14, 'ok'],
      [3, 'data', 'csv', 18, 'ok'],
    ]);
    expect(document.cells[1].value).toBe(3.31);
  });

  it('replaces definitions with --set', async () => {
    write('a.scalebook', NOTE);
    const { out } = await scalebook('run', 'a.scalebook', '--format', 'json', '--set', 'C=1e24 FLOP');
    expect(JSON.parse(out).variables.C).toEqual({ value: 1e24, unit: 'FLOP' });
    expect((await scalebook('run', 'a.scalebook', '--set', 'nothing=1')).code).toBe(2);
  });

  it('goes on after a failed cell, skips what needs it, and exits 1', async () => {
    const { code, out, err } = await scalebook(
      'run',
      write('b.scalebook', '```scale\na = 1 tokens + 1 params\n```\n\n```scale\na + 1\n```\n\n```scale\n2 + 2\n```\n'),
      '--format',
      'json',
    );
    const document = JSON.parse(out);
    expect(code).toBe(1);
    expect(document.ok).toBe(false);
    expect(document.cells.map((c: { status: string }) => c.status)).toEqual(['error', 'skipped', 'ok']);
    expect(document.cells[0].diagnostics[0]).toMatchObject({ severity: 'error', line: 2, column: 5, endLine: 2 });
    expect(err).toContain('b.scalebook:2:5: error:');
  });

  it('writes to a file', async () => {
    write('a.scalebook', NOTE);
    expect((await scalebook('run', 'a.scalebook', '--format', 'md', '-o', 'out.md')).out).toBe('');
    expect(readFileSync(path.join(folder, 'out.md'), 'utf8')).toContain('72.2 B');
  });

  it.each([[['run', 'missing.scalebook']], [['run']], [['frobnicate']], [['run', 'a.scalebook', '--format', 'xml']]])(
    '%j is a wrong command line',
    async args => {
      const { code, err } = await scalebook(...(args as string[]));
      expect(code).toBe(2);
      expect(err).not.toBe('');
      expect(err).not.toMatch(/at .*\.js:\d+/);
    },
  );

  it('reads no file outside the notebook’s folder', async () => {
    for (const file of ['../x.csv', '/etc/passwd.csv', 'file:///etc/x.csv']) {
      const { code, err } = await scalebook('run', write('c.scalebook', `\`\`\`scale\nload("${file}")\n\`\`\`\n`));
      expect(code).toBe(1);
      expect(err).toMatch(/outside/);
    }
  });
});

describe('scalebook check', () => {
  it('names cycles, duplicates and unknown names, with places', async () => {
    const { code, out } = await scalebook(
      'check',
      write(
        'd.scalebook',
        '```scale\na = b\n```\n\n```scale\nb = a\n```\n\n```scale\nc = 1\n```\n\n```scale\nc = 2\nnope\n```\n',
      ),
    );
    expect(code).toBe(1);
    expect(out).toMatch(/^d\.scalebook:2:5: error: /m);
    expect(out).toMatch(/^d\.scalebook:14:1: error: .*c is already defined/m);
    expect(out).toMatch(/^d\.scalebook:15:1: error: Nothing is called `nope`/m);
  });
});

describe('scalebook run, as the contract has it', () => {
  it('prints JSON for several files too: a list of documents', async () => {
    const { out } = await scalebook(
      'run',
      write('m1.scalebook', NOTE),
      write('m2.scalebook', NOTE),
      '--format',
      'json',
    );
    expect(JSON.parse(out).map((d: { file: string; ok: boolean }) => [d.file, d.ok])).toEqual([
      ['m1.scalebook', true],
      ['m2.scalebook', true],
    ]);
  });

  it('fails where a diagnostic is an error, though the cell has a value', async () => {
    const { code, out } = await scalebook(
      'run',
      write('lazy.scalebook', '```scale\nfalse and nothing_here\n```\n'),
      '--format',
      'json',
    );
    expect([code, JSON.parse(out).ok]).toEqual([1, false]);
  });

  it('tells an error once, though it is seen before and while the cell runs', async () => {
    const { out } = await scalebook(
      'run',
      write('once.scalebook', '```scale\nflops(70B, 1.4T, metod: "6nd")\n```\n'),
      '--format',
      'json',
    );
    expect(JSON.parse(out).cells[0].diagnostics).toHaveLength(1);
  });

  it('calls a folder a folder', async () => {
    const { code, err } = await scalebook('run', '.');
    expect([code, err]).toEqual([2, 'scalebook: "." is a folder: name the files in it.\n']);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const script = `${process.execPath} ${cli} run big.scalebook --format json | head -c 10`;
    write('big.scalebook', '```scale\nrange(1, 100000)\n```\n');
    const err = await new Promise<string>(resolve => {
      execFile('sh', ['-c', script], { cwd: folder }, (_, __, text) => resolve(text));
    });
    expect(err).toBe('');
  });

  it('replaces functions as they are written', () => {
    expect(runsOf(['f(x, y)=max(x, y)'])).toEqual([{ f: '(x, y) => max(x, y)' }]);
    expect(runsOf(['f=x => x^2'])).toEqual([{ f: 'x => x^2' }]);
    expect(() => runsOf(['f(x=3'])).toThrow('names nothing');
  });

  it('replaces a name of the library that the notebook defines', async () => {
    const note = write('hide.scalebook', '```scale\nmemory * 2\n```\n\n```scale\nmemory = 3\n```\n');
    const { code, out } = await scalebook('run', note, '--set', 'memory=5', '--format', 'json');
    expect([code, JSON.parse(out).cells[0].value]).toEqual([0, 10]);
    const checked = await scalebook('check', note);
    expect([checked.code, checked.out]).toEqual([0, expect.stringMatching(/^hide\.scalebook:6:1: info: /)]);
  });
});

describe('scalebook eval and help', () => {
  it('evaluates one cell', async () => {
    expect((await scalebook('eval', 'loss(laws.epoch, 70B, 1.4T)')).out).toMatch(/^1\.974/);
    const { out } = await scalebook('eval', 'flops(70B, 1.4T)', '--format', 'json');
    expect(JSON.parse(out).cells[0].value).toEqual({ value: 5.88e23, unit: 'FLOP' });
    const bad = await scalebook('eval', '1 +');
    expect(bad.code).toBe(1);
    expect(bad.err).toMatch(/^expression:1:/);
  });

  it.each([
    ['-2^2', -4],
    ['--2', 2],
    ['- 3 |> abs', 3],
  ])('takes %s for an expression', async (expression, value) => {
    const { code, out } = await scalebook('eval', expression, '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(out).cells[0].value).toBe(value);
  });

  it('counts lines from the expression’s first, and knows no fences', async () => {
    const { out } = await scalebook('eval', '--format=json', 'x = "```"\nx +');
    const [cell] = JSON.parse(out).cells;
    expect([cell.line, cell.diagnostics[0].line]).toEqual([1, 2]);
    expect(JSON.parse((await scalebook('eval', '"```\\n"', '--format', 'json')).out).cells[0].value).toBe('```\n');
  });

  it('suggests names, tells of namesakes, and explains commands', async () => {
    expect((await scalebook('help', 'optimall')).err).toContain('`optimal`');
    expect((await scalebook('help', 'laws.chinchila')).err).toContain('`laws.chinchilla`');
    expect((await scalebook('help', 'chinchilla')).out).toContain('models.chinchilla');
    expect((await scalebook('help', 'check')).out).toContain('Usage: scalebook check');
  });

  it('explains a function, a law, a model and a device', async () => {
    for (const name of ['optimal', 'laws.epoch', 'models.gopher', 'hardware.h100_sxm']) {
      const { code, out } = await scalebook('help', name);
      expect(code).toBe(0);
      expect(out.length).toBeGreaterThan(100);
    }
    expect((await scalebook('help', 'nothing_like_it')).code).toBe(2);
  });

  it('starts quickly', async () => {
    const at = performance.now();
    await scalebook('eval', '1 + 1');
    expect(performance.now() - at).toBeLessThan(3000);
  });
});

describe('scalebook export and import', () => {
  it('writes a copy beside the note, or where it is told', async () => {
    write('a.scalebook', NOTE);
    expect((await scalebook('export', 'a.scalebook', '--to', 'md')).code).toBe(0);
    expect(readFileSync(path.join(folder, 'a.md'), 'utf8')).toContain('Besiroglu');
    expect((await scalebook('export', 'a.scalebook', '--to', 'ipynb', '-o', 'deep/er/b.ipynb')).code).toBe(0);
    const notebook = JSON.parse(readFileSync(path.join(folder, 'deep/er/b.ipynb'), 'utf8'));
    expect(notebook).toMatchObject({ nbformat: 4, metadata: { title: 'A note' } });
    expect((await scalebook('export', 'a.scalebook', '--to', 'html', '-o', 'a.html', '--static')).code).toBe(0);
    expect(readFileSync(path.join(folder, 'a.html'), 'utf8').slice(0, 15)).toBe('<!doctype html>');
  });

  it('takes the kind of copy from the name that is given', async () => {
    write('a.scalebook', NOTE);
    expect((await scalebook('export', 'a.scalebook', '-o', 'named.ipynb')).code).toBe(0);
    expect(JSON.parse(readFileSync(path.join(folder, 'named.ipynb'), 'utf8'))).toMatchObject({ nbformat: 4 });
    const unknown = await scalebook('export', 'a.scalebook', '-o', 'named.pdf');
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('--to html, md or ipynb')]);
  });

  it('exits 1 where a cell failed, and still writes the copy', async () => {
    const { code, err } = await scalebook('export', write('f.scalebook', '```scale\nnope\n```\n'), '--to', 'html');
    expect(code).toBe(1);
    expect(err).toContain('f.scalebook:2:1: error:');
    expect(readFileSync(path.join(folder, 'f.html'), 'utf8').includes('Nothing is called')).toBe(true);
  });

  it('comes back from Jupyter', async () => {
    write('a.scalebook', NOTE);
    await scalebook('export', 'a.scalebook', '--to', 'ipynb', '-o', 'r.ipynb');
    expect((await scalebook('import', 'r.ipynb')).code).toBe(0);
    expect(readFileSync(path.join(folder, 'r.scalebook'), 'utf8')).toBe(NOTE);
    expect((await scalebook('import', 'r.ipynb')).err).toContain('is there already');
    expect((await scalebook('import', 'r.ipynb', '-o', '-')).out).toBe(NOTE);
  });

  it.each([
    [['export', 'a.scalebook']],
    [['export', 'a.scalebook', '--to', 'pdf']],
    [['export', 'missing.scalebook', '--to', 'md']],
    [['export', 'a.scalebook', '--to', 'md', '-o', 'a.scalebook']],
    [['import', 'a.scalebook']],
    [['verify', 'a.scalebook']],
    [['verify', 'missing.html']],
    [['diff', 'a.scalebook']],
    [['diff', 'a.scalebook', 'a.scalebook', '--tolerance', 'x']],
    [['run', 'a.scalebook', 'b.scalebook', '--format', 'html']],
    [['run', 'a.scalebook', '--set', 'C=1 +']],
    [['run', 'a.scalebook', '--set', 'C=x = 1']],
  ])('%j is a wrong command line', async args => {
    write('a.scalebook', NOTE);
    write('b.scalebook', NOTE);
    const { code, err } = await scalebook(...(args as string[]));
    expect(code).toBe(2);
    expect(err).not.toBe('');
    expect(err).not.toMatch(/at .*\.js:\d+/);
  });
});

describe('scalebook verify', () => {
  it('finds a number that was changed, data that changed, and nothing else', async () => {
    write('v.csv', 'N,loss\n1e8,3.5\n2e8,3.1\n');
    write('v.scalebook', '# V\n\n```scale\nm = mean(load("v.csv").loss)\n```\n');
    await scalebook('export', 'v.scalebook', '--to', 'html', '-o', 'v.html');
    const right = await scalebook('verify', 'v.html');
    expect([right.code, right.out]).toEqual([0, expect.stringContaining('all results of 1 cells are the same')]);
    // The page carries its data: what lies beside it does not matter.
    write('v.csv', 'N,loss\n1e8,9\n');
    expect((await scalebook('verify', 'v.html')).code).toBe(0);
    const html = readFileSync(path.join(folder, 'v.html'), 'utf8');
    const forgedText = html.replace(/(<main[\s\S]*?)>3\.3(0*)</, '$1>3.2$2<');
    expect(forgedText === html).toBe(false);
    write('w.html', forgedText);
    const wrong = await scalebook('verify', 'w.html');
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('it was changed')]);
    const packed = /id="scalebook-note">([^<]+)</.exec(html)?.[1] ?? '';
    const note = gunzipSync(Buffer.from(packed, 'base64'))
      .toString('utf8')
      .replaceAll('3.3,', '3.4,')
      .replaceAll('3.3}', '3.4}');
    write('x.html', html.replace(packed, gzipSync(note).toString('base64')));
    const forged = await scalebook('verify', 'x.html');
    expect(forged.code).toBe(1);
    expect(forged.out).toContain('m: 3.4 → 3.3');
  });
});

describe('scalebook diff', () => {
  it('says which results changed, and by how much', async () => {
    write('a.scalebook', NOTE);
    write('b.scalebook', NOTE.replace('5.76e23', '1e24'));
    const { code, out } = await scalebook('diff', 'a.scalebook', 'b.scalebook');
    expect(code).toBe(0);
    expect(out).toMatch(/^C: 5\.760e23 FLOP → 1\.000e24 FLOP \(\+73\.6 %\)/m);
    expect(out).toMatch(/^best\.N: 72\.\d+ B params → 9\d\.\d+ B params/m);
    expect(out).not.toContain('runs');
    expect((await scalebook('diff', 'a.scalebook', 'b.scalebook', '--exit-code')).code).toBe(1);
    expect((await scalebook('diff', 'a.scalebook', 'a.scalebook', '--exit-code')).code).toBe(0);
    const json = JSON.parse((await scalebook('diff', 'a.scalebook', 'b.scalebook', '--format', 'json')).out);
    expect(json.changes[0]).toEqual({ path: 'C', before: 5.76e23, after: 1e24, unit: 'FLOP' });
  });
});

describe('a sweep', () => {
  it('writes a page for each value, and a table that compares them', async () => {
    write('s.scalebook', NOTE);
    const { code } = await scalebook(
      'run',
      's.scalebook',
      '--set',
      'C=1e22 FLOP,1e23 FLOP',
      '--format',
      'html',
      '-o',
      'sweep/s.html',
    );
    expect(code).toBe(0);
    expect(readdirSync(path.join(folder, 'sweep')).sort()).toEqual([
      's-C-1e22-FLOP.html',
      's-C-1e23-FLOP.html',
      's.html',
    ]);
    const table = readFileSync(path.join(folder, 'sweep/s.html'), 'utf8');
    expect(table.includes('href="s-C-1e22-FLOP.html"')).toBe(true);
    expect(table.includes('best.N')).toBe(true);
    expect((await scalebook('verify', 'sweep/s-C-1e22-FLOP.html')).code).toBe(0);
  });

  it('prints every run and the table, as text and as JSON', async () => {
    write('s.scalebook', NOTE);
    const { out } = await scalebook('run', 's.scalebook', '--set', 'C=1e22 FLOP,1e23 FLOP');
    expect(out).toMatch(/== C = 1e22 FLOP ==[\s\S]*== C = 1e23 FLOP ==/);
    const json = JSON.parse(
      (await scalebook('run', 's.scalebook', '--set', 'C=1e22 FLOP,1e23 FLOP', '--format', 'json')).out,
    );
    expect(json.sweep.map((run: { set: unknown; variables: { C: unknown } }) => [run.set, run.variables.C])).toEqual([
      [{ C: '1e22 FLOP' }, { value: 1e22, unit: 'FLOP' }],
      [{ C: '1e23 FLOP' }, { value: 1e23, unit: 'FLOP' }],
    ]);
    expect(json.comparison.columns.slice(0, 2)).toEqual([{ name: 'C' }, { name: 'best.N', unit: 'params' }]);
  });

  it('takes commas in brackets and quotes for what they are', () => {
    expect(splitValues('1,2, 3')).toEqual(['1', '2', '3']);
    expect(splitValues('[1, 2],{a: "x,]"},f(1, 2)')).toEqual(['[1, 2]', '{a: "x,]"}', 'f(1, 2)']);
    expect(splitValues('"a\\",b"')).toEqual(['"a\\",b"']);
    expect(runsOf(['a=1,2', 'b=3,4', 'c=5']).map(run => Object.values(run).join(''))).toEqual([
      '135',
      '145',
      '235',
      '245',
    ]);
    expect(() => runsOf([`a=${Array.from({ length: 300 }, (_, i) => i).join(',')}`])).toThrow(/200 runs/);
  });

  it('replaces a data cell too, in every format', async () => {
    write('s.scalebook', NOTE);
    const set = ['--set', 'runs=[{loss: 9}]'];
    const { out } = await scalebook('run', 's.scalebook', ...set, '--format', 'json');
    expect(JSON.parse(out).cells[1].value).toBe(9);
    expect((await scalebook('run', 's.scalebook', ...set, '--format', 'md')).out).toMatch(/\*\*9/);
  });
});

describe('The language of the program', () => {
  it('is that of the environment or of --lang, and English where it is not known', () => {
    const cases: [string[], Record<string, string>, string | undefined][] = [
      [[], {}, undefined],
      [[], { LANG: 'zh_CN.UTF-8' }, 'zh-cn'],
      [[], { LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, undefined],
      [[], { LC_ALL: '', LC_MESSAGES: 'zh', LANG: 'en_US' }, 'zh-cn'],
      [[], { LANG: 'zh_TW.UTF-8' }, undefined],
      [['run', 'x', '--lang', 'zh-cn'], {}, 'zh-cn'],
      [['--lang=en', 'run', 'x'], { LANG: 'zh_CN.UTF-8' }, 'en'],
      [['eval', '1', '--format', 'json'], { LANG: 'zh_CN.UTF-8' }, undefined],
      [['eval', '1', '--format=json', '--lang', 'zh-cn'], {}, undefined],
    ];
    for (const [args, env, expected] of cases) expect(wantedTag(args, env)).toBe(expected);
  });

  it('is heard in answers, errors and pages', async () => {
    const answer = await scalebook('eval', 'loss(laws.epoch, 70B, 1.4T)', '--lang', 'zh-cn');
    expect(answer.out).toContain('1.974');
    expect(answer.out).toContain('外推');
    expect((await scalebook('eval', 'los(1)', '--lang', 'zh-cn')).err).toContain('没有名为 `los` 的内容');
    expect((await scalebook('eval', 'los(1)')).err).toContain('Nothing is called `los`');
    const page = await scalebook('export', write('zh.scalebook', NOTE), '--to', 'html', '-o', '-', '--lang', 'zh-cn');
    expect(page.out).toContain('<html lang="zh-cn"');
  });
});
