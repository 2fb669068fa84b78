import { highlight } from '../../../language/syntax/highlight';
import { escapeHtml } from '../../../views/fallback/html/element';

/** A cell's text as HTML with its parts told apart by classes. */
export const highlightHtml = (text: string): string =>
  highlight(text)
    .map(piece =>
      piece.kind ? `<span class="hl-${piece.kind}">${escapeHtml(piece.text)}</span>` : escapeHtml(piece.text),
    )
    .join('');
