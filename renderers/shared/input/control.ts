import * as l10n from '@vscode/l10n';
import {
  type ChoicePayload,
  formatEnds,
  formatPosition,
  type InputPayload,
  type SliderPayload,
  type TogglePayload,
} from '../../../src/views/kinds/input';
import { button, h } from '../dom';
import type { InputMessage, Position } from './messages';
import { sliderScale } from './slider-scale';

type Post = (message: InputMessage) => void;

/** A control that is drawn. */
export interface InputControl {
  readonly node: HTMLElement;
  /** Takes what the notebook says; a control that is held keeps its place, for the reader is ahead. */
  readonly update: (payload: InputPayload) => boolean;
  readonly dispose: () => void;
}

export function inputControl(payload: InputPayload, post: Post | undefined): InputControl {
  switch (payload.kind) {
    case 'slider':
      return slider(payload, post);
    case 'choice':
      return choice(payload, post);
    case 'toggle':
      return toggle(payload, post);
  }
}

/** Says a position at most once a frame, the last one for certain. */
function teller(
  payload: InputPayload,
  post: Post | undefined,
): { tell: (value: Position) => void; dispose: () => void } {
  const { outputId, id } = payload;
  let frame = 0;
  return {
    tell: value => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => post?.({ type: 'input', outputId, id, value }));
    },
    dispose: () => cancelAnimationFrame(frame),
  };
}

const positionOf = ({ label }: InputPayload): string =>
  label === ''
    ? l10n.t('Write the position of this control into the cell')
    : l10n.t('Write the position of {0} into the cell', label);

const writeBack = (payload: InputPayload, post: Post | undefined, value: () => Position): HTMLElement | null =>
  post === undefined
    ? null
    : button(l10n.t('Write back'), positionOf(payload), () =>
        post({ type: 'writeBack', outputId: payload.outputId, id: payload.id, value: value() }),
      );

const sameShape = (a: InputPayload, b: InputPayload): boolean =>
  JSON.stringify({ ...a, value: 0 }) === JSON.stringify({ ...b, value: 0 });

let made = 0;

function slider(payload: SliderPayload, post: Post | undefined): InputControl {
  const scale = sliderScale(payload);
  const id = `sb-input-${made++}`;
  const { tell, dispose } = teller(payload, post);
  const output = h('output', { attributes: { for: id } });
  const range = h('input', {
    attributes: { type: 'range', id, min: 0, max: scale.last, step: 1, disabled: post === undefined },
    on: {
      input: () => {
        value = scale.valueAt(range.valueAsNumber);
        say();
        tell(value);
      },
      pointerdown: () => {
        held = true;
      },
      pointerup: () => {
        held = false;
      },
      pointercancel: () => {
        held = false;
      },
    },
  });
  let held = false;
  // Until it is moved a slider stands for the very value that it was given, which may lie between its steps.
  let value = payload.value;
  const say = (): void => {
    const text = formatPosition(payload, value);
    output.textContent = text;
    range.setAttribute('aria-valuetext', text);
  };
  range.value = String(scale.stepAt(payload.value));
  say();
  const node = h(
    'div',
    { class: 'sb-input' },
    h('label', { attributes: { for: id } }, payload.label),
    range,
    output,
    h('span', { class: 'sb-ends' }, formatEnds(payload)),
    writeBack(payload, post, () => value),
  );
  const update = (next: InputPayload): boolean => {
    if (next.kind !== 'slider' || !sameShape(next, payload)) return false;
    if (!held && document.activeElement !== range) {
      value = next.value;
      range.value = String(scale.stepAt(value));
      say();
    }
    return true;
  };
  return { node, update, dispose };
}

/** As many options as this stand side by side; more open as a list. */
const MOST_SEGMENTS = 5;

function choice(payload: ChoicePayload, post: Post | undefined): InputControl {
  const { tell, dispose } = teller(payload, post);
  const id = `sb-input-${made++}`;
  let at = Math.min(payload.value, Math.max(0, payload.options.length - 1));
  const choose = (i: number): void => {
    at = i;
    tell({ choice: i });
  };
  const few = payload.options.length <= MOST_SEGMENTS && payload.options.join('').length <= 80;
  const radios = payload.options.map((_, i) =>
    h('input', {
      attributes: { type: 'radio', name: id, checked: i === at, disabled: post === undefined },
      on: { change: () => choose(i) },
    }),
  );
  const select = h(
    'select',
    { attributes: { id, disabled: post === undefined }, on: { change: () => choose(select.selectedIndex) } },
    ...payload.options.map((text, i) => h('option', { attributes: { selected: i === at } }, text)),
  );
  const segments = h(
    'div',
    { class: 'sb-segments', attributes: { role: 'radiogroup', 'aria-label': payload.label } },
    ...radios.map((radio, i) => h('label', { class: 'sb-option' }, radio, payload.options[i] ?? '')),
  );
  const node = h(
    'div',
    { class: 'sb-input' },
    few ? h('span', { class: 'sb-quiet' }, payload.label) : h('label', { attributes: { for: id } }, payload.label),
    few ? segments : select,
    writeBack(payload, post, () => ({ choice: at })),
  );
  const update = (next: InputPayload): boolean => {
    if (next.kind !== 'choice' || !sameShape(next, payload)) return false;
    if (!node.contains(document.activeElement)) {
      at = next.value;
      select.selectedIndex = at;
      const radio = radios[at];
      if (radio) radio.checked = true;
    }
    return true;
  };
  return { node, update, dispose };
}

function toggle(payload: TogglePayload, post: Post | undefined): InputControl {
  const { tell, dispose } = teller(payload, post);
  const box = h('input', {
    attributes: { type: 'checkbox', role: 'switch', disabled: post === undefined },
    on: { change: () => tell(box.checked) },
  });
  box.checked = payload.value;
  const node = h(
    'div',
    { class: 'sb-input' },
    h('label', { class: 'sb-option' }, box, payload.label),
    writeBack(payload, post, () => box.checked),
  );
  const update = (next: InputPayload): boolean => {
    if (next.kind !== 'toggle' || !sameShape(next, payload)) return false;
    if (document.activeElement !== box) box.checked = next.value;
    return true;
  };
  return { node, update, dispose };
}
