import * as l10n from '@vscode/l10n';
import type { ActivationFunction, OutputItem } from 'vscode-notebook-renderer';
import { input } from '../../src/views/kinds/input';
import { h } from '../shared/dom';
import { type InputControl, inputControl } from '../shared/input/control';
import { messagesFor } from '../shared/language';
import { payloadOf } from '../shared/renderer';
import { ensureStyle } from '../shared/style';
import { applyTheme, onTheme, theme } from '../shared/theme';

interface Drawn {
  readonly root: HTMLElement;
  readonly control?: InputControl;
  readonly stop: () => void;
}

/** Sliders, choices and toggles. Positions go to the notebook as messages (`messages.ts`); without messaging they stand still. */
export const activate: ActivationFunction = context => {
  const drawn = new Map<string, Drawn>();
  const post = context.postMessage?.bind(context);
  const dispose = (id: string): void => {
    const one = drawn.get(id);
    one?.stop();
    one?.control?.dispose();
    drawn.delete(id);
  };
  const draw = (item: OutputItem, element: HTMLElement): void => {
    ensureStyle();
    const before = drawn.get(item.id);
    const root = h('div', { class: 'sb' });
    applyTheme(root, theme());
    try {
      const payload = input.check(payloadOf(item));
      if (before?.control?.update(payload)) {
        if (before.root.parentElement !== element) element.replaceChildren(before.root);
        return;
      }
      dispose(item.id);
      const control = inputControl(payload, post);
      root.append(control.node);
      drawn.set(item.id, { root, control, stop: onTheme(next => applyTheme(root, next)) });
    } catch (error) {
      dispose(item.id);
      const text = error instanceof Error ? error.message : l10n.t('This control cannot be shown.');
      root.append(h('div', { class: 'sb-note sb-note-error', attributes: { role: 'alert' } }, text));
      drawn.set(item.id, { root, stop: onTheme(next => applyTheme(root, next)) });
    }
    element.replaceChildren(root);
  };
  return {
    renderOutputItem(item, element, signal) {
      const messages = messagesFor(item.metadata);
      if (!messages) return draw(item, element);
      return messages.then(() => {
        if (!signal.aborted) draw(item, element);
      });
    },
    disposeOutputItem(id) {
      for (const one of id === undefined ? [...drawn.keys()] : [id]) dispose(one);
    },
  };
};
