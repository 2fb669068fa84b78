import * as vscode from 'vscode';

/** The messages of the user's language, for kernels and for the language service; `undefined` in English. */
export const messagesOf = (): Record<string, string> | undefined => {
  const { bundle } = vscode.l10n;
  return (
    bundle &&
    Object.fromEntries(
      Object.entries(bundle).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
    )
  );
};
