/** Copies text; says on the button whether it worked, for a moment. */
export async function copyText(text: string, from: HTMLElement): Promise<void> {
  const copied = await writeText(text);
  const before = from.textContent;
  from.textContent = copied ? 'Copied' : 'Not copied';
  from.setAttribute('aria-live', 'polite');
  setTimeout(() => {
    from.textContent = before;
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
