import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { allEntries } from '../../../src/language/library/registry';
import { referencePages } from '../../../src/language/services/reference/pages';
import { allDevices } from '../../../src/science/facts/devices';
import { allModels } from '../../../src/science/facts/models';
import { allLaws } from '../../../src/science/laws/laws';

const root = path.resolve('docs/reference');
const pages = referencePages();

describe('the reference pages', () => {
  it.each(pages.map(p => [p.path, p.text] as const))('%s is what `npm run reference` writes', (file, text) => {
    const written = path.join(root, file);
    expect(existsSync(written), 'run `npm run reference`').toBe(true);
    expect(readFileSync(written, 'utf8') === text, 'run `npm run reference`').toBe(true);
  });

  it('have no page that is written no more', () => {
    const files = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter(f => f.isFile())
      .map(f => path.relative(root, path.join(f.parentPath, f.name)).replaceAll(path.sep, '/'));
    expect(files.sort()).toEqual(pages.map(p => p.path).sort());
  });

  it('hold every function, law, model and device', () => {
    const all = pages.map(p => p.text).join('\n');
    const heads = new Set([...all.matchAll(/^## (.+)$/gm)].map(m => m[1]));
    const wanted = [
      ...allEntries().map(e => e.name),
      ...allLaws().map(l => `laws.${l.name}`),
      ...allModels().map(m => `models.${m.name}`),
      ...allDevices().map(d => `hardware.${d.name}`),
    ];
    expect(wanted.filter(name => !heads.has(name))).toEqual([]);
  });

  it('link only to what is there', () => {
    const anchors = new Map(
      pages.map(p => [p.path, new Set([...p.text.matchAll(/^#+ (.+)$/gm)].map(m => anchorOf(m[1] as string)))]),
    );
    for (const page of pages) {
      for (const [, target] of page.text.matchAll(/\]\(((?!https?:)[^)]+)\)/g)) {
        const [file = '', anchor] = (target as string).split('#');
        const to = file === '' ? page.path : path.posix.normalize(path.posix.join(path.posix.dirname(page.path), file));
        expect(anchors.has(to), `${page.path} → ${target}`).toBe(true);
        if (anchor !== undefined) expect(anchors.get(to)?.has(anchor), `${page.path} → ${target}`).toBe(true);
      }
    }
  });
});

const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replace(/ /g, '-');
