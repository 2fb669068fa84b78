import * as l10n from '@vscode/l10n';

/** Copies text; says on the button whether it worked, for a moment. */
export async function copyText(text: string, from: HTMLElement): Promise<void> {
  say(await writeText(text), from);
}

/** Copies a picture, given as the address that holds it; gives whether the page may. */
export async function copyPicture(url: Promise<string>, from: HTMLElement): Promise<boolean> {
  try {
    // The browser must know at once that it will be given something: what comes later was not asked for by a press.
    const picture = url.then(bytesOf).then(bytes => new Blob([bytes], { type: 'image/png' }));
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
    say(true, from);
    return true;
  } catch {
    return false;
  }
}

/** What a `data:` address of base64 holds. Pages that may reach nothing may not fetch it either. */
function bytesOf(url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(url.slice(url.indexOf(',') + 1));
  return Uint8Array.from(binary, c => c.charCodeAt(0));
}

function say(copied: boolean, from: HTMLElement): void {
  // Pressed again while it still says so, it has its own name to go back to.
  from.dataset.name ??= from.textContent;
  from.textContent = copied ? l10n.t('Copied') : l10n.t('Not copied');
  from.setAttribute('aria-live', 'polite');
  setTimeout(() => {
    from.textContent = from.dataset.name ?? '';
    from.removeAttribute('aria-live');
  }, 1200);
}

async function writeText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Pages that may not use the clipboard directly may still copy what is selected. */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  try {
    return document.execCommand('copy');
  } finally {
    area.remove();
  }
}

/** Offers a file to save. VS Code asks where; a browser puts it with the downloads. */
export function saveFile(name: string, url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

/** A file name from a title. */
export const fileName = (title: string, extension: string): string => {
  const stem = title
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .toLowerCase();
  return `${stem || 'figure'}.${extension}`;
};
