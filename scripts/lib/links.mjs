/** Checks links between pages on disk. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** @type {Record<string, string>} */
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** @param {string} text */
const unescaped = text =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, /** @type {string} */ name) => ENTITIES[name] ?? '');

/**
 * Links of pages to files that are not there, or to places that a page has not. Addresses of the web are not asked.
 * @param {readonly string[]} pages
 * @param {(file: string) => boolean} exists
 * @returns {Promise<string[]>} `page: address`
 */
export async function brokenLinks(pages, exists) {
  /** @type {Map<string, Promise<{ ids: Set<string>, links: string[] }>>} */
  const known = new Map();
  /** @param {string} file */
  const read = file => {
    const found = known.get(file) ?? parse(file);
    known.set(file, found);
    return found;
  };
  const broken = [];
  for (const page of pages) {
    for (const link of (await read(page)).links) {
      if (/^[a-z][a-z0-9+.-]*:/i.test(link)) continue;
      const [address = '', fragment = ''] = link.split('#');
      const file = address === '' ? page : path.resolve(path.dirname(page), decodeURIComponent(address));
      const isThere = exists(file);
      const hasPlace = fragment === '' || !file.endsWith('.html') || !isThere || (await read(file)).ids.has(fragment);
      if (!isThere || !hasPlace) broken.push(`${path.basename(page)}: ${link}`);
    }
  }
  return broken;
}

/** @param {string} file */
async function parse(file) {
  const html = (await readFile(file, 'utf8')).replace(/<script[\s\S]*?<\/script>/g, '');
  return {
    ids: new Set([...html.matchAll(/ id="([^"]*)"/g)].map(match => unescaped(match[1] ?? ''))),
    links: [...html.matchAll(/<a href="([^"]*)"/g)].map(match => unescaped(match[1] ?? '')),
  };
}
