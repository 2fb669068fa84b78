import { type DocumentStage, kept, type Reason, removed } from '../stage';
import { repairMojibake } from './mojibake';

export interface RepairLimits {
  /** Largest share of U+FFFD, which stands where bytes could not be read. Ours: a page of it is a binary file. */
  readonly maxUnreadable: number;
}

/** Controls but tab and newline, soft hyphens, and marks without width (not the joiners that scripts need). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it removes
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0080-\u009f\u00ad\u200b\u2060\ufeff]/g;
const LINE_END = /\r\n?|\u2028|\u2029|\u0085/g;

/** Whether all of a text is printable ASCII, tabs and line feeds: then there is nothing to repair. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 126 || (unit < 32 && unit !== 10 && unit !== 9)) return false;
  }
  return true;
}

/** Newlines as LF, mojibake undone, invisible characters gone, Unicode composed (NFC). */
export function repairText(text: string): { text: string; reasons: readonly Reason[] } {
  if (isPlain(text)) return { text, reasons: [] };
  const reasons: Reason[] = [];
  const lines = text.replace(LINE_END, '\n');
  const { text: readable, lines: mojibake } = repairMojibake(lines);
  if (mojibake > 0) reasons.push({ rule: 'mojibake', value: mojibake });
  const visible = readable.replace(INVISIBLE, '');
  if (visible.length < readable.length) {
    reasons.push({ rule: 'invisible_characters', value: readable.length - visible.length });
  }
  const composed = visible.normalize('NFC');
  if (composed !== visible) reasons.push({ rule: 'unicode_composed' });
  return { text: composed, reasons };
}

/** Repairs text that was decoded, pasted or composed badly; documents that stay unreadable go. */
export function repairStage(changes: Partial<RepairLimits> = {}): DocumentStage {
  const limits: RepairLimits = { maxUnreadable: 0.01, ...changes };
  return {
    kind: 'document',
    name: 'repair',
    params: { ...changes },
    citations: [],
    changesText: true,
    process: document => {
      const { text, reasons } = repairText(document.text);
      if (text.trim() === '') return removed(document.text, { rule: 'empty' });
      const unreadable = text.includes('\ufffd') ? (text.match(/\ufffd/g)?.length ?? 0) / text.length : 0;
      if (unreadable > limits.maxUnreadable) {
        return removed(text, { rule: 'unreadable', value: unreadable, limit: limits.maxUnreadable });
      }
      return reasons.length === 0 ? kept(text) : { keep: true, text, reasons };
    },
  };
}
