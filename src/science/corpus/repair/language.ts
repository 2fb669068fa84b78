import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import { type DocumentStage, kept, removed } from '../stage';

export interface LanguageOptions {
  /** ISO 639-1 codes that stay. */
  readonly languages: readonly string[];
  /** Characters from the start of the text that are looked at. */
  readonly sample: number;
}

/** The language of a text by its character n-grams (the ELD library): an ISO 639-1 code, or "" where none is near. */
export async function loadLanguageDetector(): Promise<(text: string) => string> {
  const { eld } = await import('eld/extrasmall');
  return text => eld.detect(text).language;
}

/** Keeps the documents in the wanted languages. Loads the detector's n-grams (0.9 MB) on first use. */
export async function filterLanguageStage(changes: Partial<LanguageOptions> = {}): Promise<DocumentStage> {
  const options: LanguageOptions = { languages: ['en'], sample: 5000, ...changes };
  const malformed = options.languages.find(code => !/^[a-z]{2}$/.test(code));
  if (malformed !== undefined || options.languages.length === 0) {
    throw new ScienceError(
      'bad-input',
      l10n.t('"{0}" is not a language code. Give two-letter ISO 639-1 codes such as "en" or "de".', malformed ?? ''),
    );
  }
  const wanted = new Set(options.languages);
  const detect = await loadLanguageDetector();
  return {
    kind: 'document',
    name: 'filter_language',
    params: { languages: [...options.languages], sample: options.sample },
    citations: [],
    changesText: false,
    process: ({ text }) => {
      const language = detect(text.slice(0, options.sample));
      return wanted.has(language) ? kept(text) : removed(text, { rule: 'language', detail: language || 'unknown' });
    },
  };
}
