import type { ActivationFunction } from 'vscode-notebook-renderer';

/** Shows a text payload in the editor's font. */
export const activate: ActivationFunction = () => ({
  renderOutputItem(item, element) {
    const payload: unknown = item.json();
    const text =
      typeof payload === 'object' && payload !== null && 'text' in payload && typeof payload.text === 'string'
        ? payload.text
        : 'This output cannot be shown: its payload has no text.';
    const pre = document.createElement('pre');
    pre.className = 'scalebook-text';
    pre.style.fontFamily = 'var(--vscode-editor-font-family)';
    pre.textContent = text;
    element.replaceChildren(pre);
  },
});
