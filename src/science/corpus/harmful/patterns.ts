import * as l10n from '@vscode/l10n';
import { RE2JS } from 're2js';
import { ScienceError } from '../../errors';

/**
 * Regular expressions that a user gave, in RE2's syntax: time linear in the text, whatever the pattern, so that no entry
 * of a list can hang a run. Back-references and look-around do not exist there.
 * @throws ScienceError `bad-pattern` that names the pattern and its place in the list.
 */
export function createPatternFinder(patterns: readonly string[]): (text: string) => string | undefined {
  const compiled = patterns.map((pattern, index) => {
    try {
      return { pattern, regex: RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE) };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new ScienceError(
        'bad-pattern',
        l10n.t(
          'Pattern {0} of the list, "{1}", is not a regular expression in RE2 syntax ({2}). Back-references and look-around are not supported.',
          index + 1,
          pattern,
          why,
        ),
      );
    }
  });
  return text => {
    for (const { pattern, regex } of compiled) {
      const matcher = regex.matcher(text);
      if (matcher.find()) return `${pattern}: ${matcher.group() ?? ''}`;
    }
    return undefined;
  };
}
