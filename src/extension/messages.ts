import * as vscode from 'vscode';

/** A translation as a bundle may hold it: alone, or with remarks for translators. */
type Entry = string | { readonly message: string };

/** The messages of the user's language, for kernels and for the language service; `undefined` in English. */
export const messagesOf = (): Record<string, string> | undefined => {
  const bundle: Readonly<Record<string, Entry>> | undefined = vscode.l10n.bundle;
  return (
    bundle &&
    Object.fromEntries(
      Object.entries(bundle).map(([key, entry]) => [key, typeof entry === 'string' ? entry : entry.message]),
    )
  );
};
