import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { config } from '@vscode/l10n';
import { afterAll, describe, expect, it } from 'vitest';
import { JobPool } from '../../src/kernel/jobs/pool';
import { Kernel } from '../../src/kernel/kernel';

type Bundle = Readonly<Record<string, string>>;

const read = (file: string): Bundle => JSON.parse(readFileSync(file, 'utf8')) as Bundle;

const chinese = read('l10n/bundle.l10n.zh-cn.json');

const unique = (text: string, pattern: RegExp): readonly string[] => [...new Set(text.match(pattern))].sort();
const placeholders = (text: string): readonly string[] => unique(text, /\{\d+\}/g);
const code = (text: string): readonly string[] => unique(text, /`[^`]*`/g);

/** Keys whose translation does not keep what `part` takes out of a message. */
const unfaithful = (part: (text: string) => readonly string[]): readonly string[] =>
  Object.entries(chinese).flatMap(([key, text]) => (part(key).join() === part(text).join() ? [] : [key]));

/** The first argument of each call of `l10n.t`: all are plain literals, as the collector needs them. */
const CALL = /\bl10n\.t\(\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)/g;

const ESCAPES: Bundle = { n: '\n', t: '\t' };

const unquote = (literal: string): string =>
  literal
    .slice(1, -1)
    .replace(/\\u\{?([0-9a-fA-F]{4,6})\}?|\\(.)/gs, (_, hex?: string, letter = '') =>
      hex === undefined ? (ESCAPES[letter] ?? letter) : String.fromCodePoint(Number.parseInt(hex, 16)),
    );

/** The messages of folders as they are now, found without the collector. */
const messagesIn = (folders: readonly string[]): readonly string[] => {
  const files = folders.flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(file => path.join(folder, file)),
  );
  const sources = files.filter(file => file.endsWith('.ts')).map(file => readFileSync(file, 'utf8'));
  return [...new Set(sources.flatMap(text => [...text.matchAll(CALL)].map(([, literal = '']) => unquote(literal))))];
};

describe('the simplified Chinese bundle', () => {
  it('keeps the placeholders of each message', () => expect(unfaithful(placeholders)).toEqual([]));

  it('keeps code as it is', () => expect(unfaithful(code)).toEqual([]));

  it('has no empty text, and keeps spaces at the ends of what is joined', () => {
    const ends = (text: string): string => `${/^ /.test(text)}${/ $/.test(text)}`;
    expect(Object.entries(chinese).filter(([, text]) => text === '')).toEqual([]);
    expect(Object.entries(chinese).filter(([key, text]) => ends(key) !== ends(text) && !/[（，]/.test(text))).toEqual(
      [],
    );
  });

  it.each([
    ['the notebook and its views', ['src/extension', 'src/kernel', 'src/notebook', 'src/views']],
    ['the language', ['src/language']],
    ['the science', ['src/science']],
    ['everything', ['src', 'renderers']],
  ])('translates %s: at least 95 % of the messages', (_, folders) => {
    const messages = messagesIn(folders);
    const missing = messages.filter(message => !Object.hasOwn(chinese, message));
    expect(messages.length).toBeGreaterThan(100);
    expect(missing.length / messages.length, missing.join('\n')).toBeLessThanOrEqual(0.05);
  });
});

describe('the collected messages', () => {
  it('are those of the sources, but for a few that changed since', () => {
    const collected = read('l10n/bundle.l10n.json');
    const messages = messagesIn(['src', 'renderers']);
    const absent = messages.filter(message => !Object.hasOwn(collected, message));
    const gone = Object.keys(collected).filter(message => !messages.includes(message));
    const limit = 0.05 * messages.length;
    expect(absent.length, absent.join('\n')).toBeLessThanOrEqual(limit);
    expect(gone.length, gone.join('\n')).toBeLessThanOrEqual(limit);
  });
});

describe('the manifest', () => {
  it('is translated as a whole', () => {
    const english = read('package.nls.json');
    expect(Object.keys(read('package.nls.zh-cn.json')).sort()).toEqual(Object.keys(english).sort());
  });

  it('names only texts that exist', () => {
    const used = unique(readFileSync('package.json', 'utf8'), /(?<="%)[\w.]+(?=%")/g);
    expect(used.filter(key => !Object.hasOwn(read('package.nls.json'), key))).toEqual([]);
    expect(used.length).toBeGreaterThan(0);
  });
});

describe('a kernel that was given the bundle', () => {
  afterAll(() => config({ contents: {} }));

  const kernel = new Kernel(
    {
      readFile: () => Promise.reject(new Error('no files here')),
      findFiles: () => Promise.resolve([]),
      progress: () => undefined,
    },
    () => 0,
    new JobPool(() => {
      throw new Error('no workers here');
    }, 0),
  );
  const messageOf = async (text: string): Promise<string> => {
    const { diagnostics } = await kernel.evaluate({ result: 1, needs: [], kind: 'scale', text });
    return diagnostics.map(d => d.message).join('\n');
  };

  it('says errors of evaluation, of syntax and of the science in Chinese', async () => {
    kernel.configure({ messages: chinese });
    expect(await messageOf('1 tokens + 1 params')).toContain('不能相加：二者单位不同。');
    expect(await messageOf('(1 + 2')).toContain('缺少右括号 `)`。');
    expect(await messageOf('loss(laws.chinchilla, N: -1, D: 1e9)')).toMatch(/\p{Script=Han}/u);
  });
});
