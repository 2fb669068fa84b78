import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../kernel/bundle';

let cli = '';
const folder = mkdtempSync(path.join(tmpdir(), 'scalebook-cli-'));
beforeAll(async () => {
  cli = path.join(await bundle('cli', 'kernel-node'), 'cli.js');
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

describe('scalebook eval and help', () => {
  it('evaluates one cell', async () => {
    expect((await scalebook('eval', 'loss(laws.epoch, 70B, 1.4T)')).out).toMatch(/^1\.974/);
    const { out } = await scalebook('eval', 'flops(70B, 1.4T)', '--format', 'json');
    expect(JSON.parse(out).cells[0].value).toEqual({ value: 5.88e23, unit: 'FLOP' });
    const bad = await scalebook('eval', '1 +');
    expect(bad.code).toBe(1);
    expect(bad.err).toMatch(/^expression:1:/);
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
