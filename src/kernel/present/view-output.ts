import { mimeOf } from '../../views/view';
import type { Output } from '../protocol';

/** An output that a renderer draws, with its fallbacks for hosts that cannot. */
export function viewOutput(id: string, view: string, payload: unknown, text = ''): Output {
  return {
    id,
    items: [
      { mime: mimeOf(view), data: payload },
      { mime: 'text/plain', data: text },
    ],
  };
}
