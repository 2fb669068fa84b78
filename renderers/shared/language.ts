import * as l10n from '@vscode/l10n';

let loaded: Promise<void> | undefined;
let ready = false;

/** The language that the extension notes on its outputs, as `zh-cn`. */
const languageOf = (metadata: unknown): string => {
  const language =
    typeof metadata === 'object' && metadata !== null && 'language' in metadata ? metadata.language : undefined;
  return typeof language === 'string' ? language.toLowerCase() : 'en';
};

async function load(): Promise<void> {
  try {
    const { default: contents } = await import('../../l10n/bundle.l10n.zh-cn.json');
    l10n.config({ contents });
  } catch {
    // Without its translation a view is drawn in English.
  }
  ready = true;
}

/** Fetches the messages of an output's language; gives nothing to wait for where they are there, or are English. */
export function messagesFor(metadata: unknown): Promise<void> | undefined {
  if (ready || languageOf(metadata) !== 'zh-cn') return undefined;
  loaded ??= load();
  return loaded;
}
