import * as l10n from '@vscode/l10n';

/** Stands for a vocabulary that is too large for a page: corpora whose tokens it counts are as they were exported. */
function refuse(): never {
  throw new Error(
    l10n.t('The vocabulary cl100k is too large for a page: use "gpt2" here, or VS Code or the command line.'),
  );
}

export const encode = refuse();
export default encode;
