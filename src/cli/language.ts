import * as l10n from '@vscode/l10n';

/** A language that the program speaks besides English, with its words. */
export interface Language {
  /** As VS Code names it. */
  readonly tag: 'zh-cn';
  readonly messages: Readonly<Record<string, string>>;
}

let current: Language | undefined;

/** The language that the program speaks; `undefined` for English. */
export const spoken = (): Language | undefined => current;

/** The words of a language by its tag; `undefined` for one that the program does not speak. */
export async function languageNamed(tag: string): Promise<Language | undefined> {
  if (tag.toLowerCase() !== 'zh-cn') return undefined;
  const { default: messages } = await import('../../l10n/bundle.l10n.zh-cn.json');
  return { tag: 'zh-cn', messages };
}

/** From now on the program speaks this language. */
export function speak(language: Language | undefined): void {
  current = language;
  l10n.config({ contents: { ...language?.messages } });
}

/** Does something in another language, and goes back to that of the program. */
export function inLanguage<T>(messages: Readonly<Record<string, string>> | undefined, work: () => T): T {
  l10n.config({ contents: { ...messages } });
  try {
    return work();
  } finally {
    speak(current);
  }
}

/**
 * The language that is asked for: by `--lang`, else by the environment, as POSIX has it. JSON is for programs, which must
 * find the same words everywhere: it is English.
 */
export function wantedTag(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (args.some((arg, i) => arg === '--format=json' || (arg === '--format' && args[i + 1] === 'json')))
    return undefined;
  const at = args.findIndex(arg => arg === '--lang' || arg.startsWith('--lang='));
  const given = at < 0 ? undefined : (args[at]?.split('=')[1] ?? args[at + 1]);
  if (given !== undefined) return given;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^zh([_-](CN|SG|Hans\b.*))?(\.|@|$)/i.test(locale) ? 'zh-cn' : undefined;
}
