import { blocksToMarkdown, blocksToText, mimeOf, viewNamed } from '../../views';
import type { Output, OutputItem } from '../protocol';

/** An output that a renderer draws, with text and Markdown for hosts that cannot. */
export function viewOutput(id: string, view: string, payload: unknown, text = ''): Output {
  return { id, items: [{ mime: mimeOf(view), data: payload }, ...fallbacks(view, payload, text)] };
}

/** A view that is not known here still has its own short text. */
function fallbacks(view: string, payload: unknown, text: string): OutputItem[] {
  const blocks = viewNamed(view)?.layout(payload);
  return [
    { mime: 'text/markdown', data: blocks ? blocksToMarkdown(blocks) : text },
    { mime: 'text/plain', data: blocks ? blocksToText(blocks) : text },
  ];
}
