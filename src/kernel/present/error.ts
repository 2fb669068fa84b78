import type { Diagnostic } from '../../language/diagnostic';
import type { Output } from '../protocol';
import { clipped } from './clip';
import { viewOutput } from './view-output';

/** A failure as something to show: what is wrong, where, and what to do. */
export function presentError(failure: Diagnostic, text: string): Output {
  const [message = '', ...hints] = failure.message.split('\n');
  const before = text.slice(0, failure.start).split('\n');
  const line = before.length;
  const code = text.split('\n')[line - 1];
  return viewOutput('error', 'error', {
    message: clipped(message),
    ...(text === '' ? {} : { place: { line, column: (before.at(-1) ?? '').length + 1 } }),
    ...(code ? { code: clipped(code) } : {}),
    ...(hints.length > 0 ? { hint: clipped(hints.join('\n')) } : {}),
  });
}
