import * as l10n from '@vscode/l10n';
import { readAttributes } from './attributes';
import { type Block, closingLine } from './blocks';
import type { FormatWarning } from './document';
import type { Line } from './lines';

/** What is to be said of a block whose closing line was found. */
export function blockWarnings(block: Block, opening: Line): FormatWarning[] {
  if (block.kind !== 'fence' || !block.cell) return [];
  if (block.cell.kind !== 'nameless') {
    if (readAttributes(block.cell.rest).closed) return [];
    const message = l10n.t(
      'The attributes of this cell have no closing brace; they are kept as they are. Add a } at the end of the line.',
    );
    return [on(opening, 'warning', 'attributes-unclosed', message)];
  }
  const { format, name } = block.cell;
  return name === ''
    ? [
        on(
          opening,
          'info',
          'data-name',
          l10n.t(
            'This {0} block has no name, so it is text and defines nothing. To use its values, write a name behind “{0}”: “{0} runs”.',
            format,
          ),
        ),
      ]
    : [
        on(
          opening,
          'warning',
          'data-name',
          l10n.t(
            '“{0}” cannot name data, so this block is text. A name has letters, digits and underscores, begins with no digit, and is no keyword.',
            name,
          ),
        ),
      ];
}

/** What is to be said of a block that is open at the end of the file. */
export function unclosedWarning(block: Block, opening: Line): FormatWarning {
  return block.kind === 'fence'
    ? on(
        opening,
        'warning',
        'fence-unclosed',
        l10n.t(
          'The block that begins here has no closing {0}, so all that follows is text. Add a line {0} at its end.',
          closingLine(block),
        ),
      )
    : on(
        opening,
        'warning',
        'comment-unclosed',
        l10n.t(
          'The comment that begins here has no closing {0}, so all that follows is part of it. Add {0} at its end.',
          closingLine(block),
        ),
      );
}

/** Bytes that are no UTF-8 reach the text as lone surrogates; see {@link decode}. */
export function encodingWarnings(text: string): FormatWarning[] {
  const at = text.search(/(?<![\uD800-\uDBFF])[\uDC80-\uDCFF]/);
  if (at === -1) return [];
  const before = text.slice(0, at).split(/\r\n|\n|\r/);
  const column = (before.at(-1) ?? '').length + 1;
  return [
    {
      severity: 'warning',
      code: 'encoding',
      message: l10n.t(
        'This file is not all UTF-8: a byte here means no character. It is kept; save the file as UTF-8 to mend it.',
      ),
      line: before.length,
      column,
      endLine: before.length,
      endColumn: column + 1,
    },
  ];
}

function on(line: Line, severity: FormatWarning['severity'], code: string, message: string): FormatWarning {
  return {
    severity,
    code,
    message,
    line: line.number,
    column: 1,
    endLine: line.number,
    endColumn: line.text.length + 1,
  };
}
