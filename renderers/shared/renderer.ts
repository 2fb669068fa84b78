import * as l10n from '@vscode/l10n';
import type { ActivationFunction, OutputItem } from 'vscode-notebook-renderer';
import type { ViewKind } from '../../src/views/view';
import { messagesFor } from './language';
import { Mount } from './mount';

/** The payload of an output; a sentence where it is not JSON. */
export function payloadOf(item: Pick<OutputItem, 'json'>): unknown {
  try {
    return item.json();
  } catch {
    throw new Error(l10n.t('This output cannot be shown: its payload is not JSON.'));
  }
}

/** The renderer of a view: all that differs between views is in their kind. */
export const rendererOf =
  <Payload>(kind: ViewKind<Payload>): ActivationFunction =>
  () => {
    const mounts = new Map<string, Mount>();
    return {
      renderOutputItem(item, element) {
        const known = mounts.get(item.id);
        known?.moveTo(element);
        const mount = known ?? new Mount(element);
        mounts.set(item.id, mount);
        const show = (): void => {
          if (mounts.get(item.id) !== mount) return;
          try {
            mount.show(kind, payloadOf(item));
          } catch (error) {
            mount.fail(error);
          }
        };
        const messages = messagesFor(item.metadata);
        return messages ? messages.then(show) : show();
      },
      disposeOutputItem(id) {
        const gone = id === undefined ? [...mounts.keys()] : [id];
        for (const one of gone) {
          mounts.get(one)?.dispose();
          mounts.delete(one);
        }
      },
    };
  };
