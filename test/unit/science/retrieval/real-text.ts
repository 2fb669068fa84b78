import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const packages = path.resolve(import.meta.dirname, '../../../../node_modules');

/** Paragraphs of at least 40 characters of plain ASCII prose, each once. */
function paragraphs(texts: readonly string[]): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    const prose = text
      .replace(/```[\s\S]*?(?:```|$)/g, '')
      .replace(/\{@link\S* ([^}]*)\}/g, '$1')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/<[^>]+>|https?:\S+|[^\x20-\x7e\n]/g, '');
    for (const part of prose.split(/\n\s*\n|\n(?=@)/)) {
      const paragraph = part.replace(/\s+/g, ' ').trim();
      if (paragraph.length >= 40 && !/[|=]/.test(paragraph)) found.add(paragraph);
    }
  }
  return [...found];
}

/** Documentation comments of the declaration files of Node and VS Code: real English prose that every checkout has. */
export function documentation(): string[] {
  const files = ['@types/node', '@types/node/fs', '@types/vscode'].flatMap(folder =>
    readdirSync(path.join(packages, folder))
      .filter(name => name.endsWith('.d.ts'))
      .sort()
      .map(name => path.join(packages, folder, name)),
  );
  const comments = files.flatMap(file =>
    Array.from(readFileSync(file, 'utf8').matchAll(/\/\*\*([\s\S]*?)\*\//g), match =>
      match[1]!.replace(/^\s*\* ?/gm, ''),
    ),
  );
  return paragraphs(comments);
}

/** Nine of ten paragraphs to train on, the others held out, up to a number of characters in all. */
export function split(list: readonly string[], characters: number): { train: string; heldOut: string } {
  let train = '';
  let heldOut = '';
  for (const [i, paragraph] of list.entries()) {
    if (train.length + heldOut.length > characters) break;
    if (i % 10 === 9) heldOut += `${paragraph}\n`;
    else train += `${paragraph}\n`;
  }
  return { train, heldOut };
}
