import * as l10n from '@vscode/l10n';
import type { Option, OptionValue } from '../../src/views/view';
import { h } from './dom';

type Change = (name: string, value: OptionValue) => void;

/** Small controls above a view: what a reader may change without running anything. */
export class OptionsBar {
  readonly node = h('div', { class: 'sb-options', attributes: { role: 'group', 'aria-label': l10n.t('Options') } });
  private controls = new Map<string, HTMLElement>();

  constructor(private readonly change: Change) {}

  show(options: readonly Option[]): void {
    this.node.hidden = options.length === 0;
    // Controls are kept while a reader holds them: only their values change.
    const before = this.controls;
    this.controls = new Map(options.map(o => [keyOf(o), before.get(keyOf(o)) ?? this.control(o)]));
    const kept = new Set(this.controls.values());
    for (const old of before.values()) if (!kept.has(old)) old.remove();
    for (const [i, option] of options.entries()) {
      const control = this.controls.get(keyOf(option));
      if (!control) continue;
      if (this.node.children[i] !== control) this.node.insertBefore(control, this.node.children[i] ?? null);
      update(control, option);
    }
  }

  private control(option: Option): HTMLElement {
    if (option.kind === 'segments') return segments(option, value => this.change(option.name, value));
    const label = h('label', { class: 'sb-option' });
    switch (option.kind) {
      case 'toggle': {
        const box = h('input', {
          attributes: { type: 'checkbox' },
          on: { change: () => this.change(option.name, box.checked) },
        });
        label.append(box, option.label);
        break;
      }
      case 'choice': {
        const select = h(
          'select',
          { on: { change: () => this.change(option.name, select.value) } },
          ...option.choices.map(c => h('option', { attributes: { value: c.value } }, c.label)),
        );
        label.append(option.label, select);
        break;
      }
      case 'range': {
        const { low, high, step } = option;
        const range = h('input', {
          attributes: { type: 'range', min: low, max: high, step },
          on: { input: () => this.change(option.name, range.valueAsNumber) },
        });
        label.append(option.label, range, h('output'));
        break;
      }
    }
    return label;
  }
}

const keyOf = (option: Option): string =>
  JSON.stringify([option.kind, option.name, 'choices' in option ? option.choices : '']);

/** Radio buttons that look like one bar: arrow keys move between them. */
function segments(option: Extract<Option, { kind: 'segments' }>, change: (value: string) => void): HTMLElement {
  // Buttons of two outputs, or of two options, must not be one group.
  const group = `sb-switch-${++groups}`;
  return h(
    'div',
    { class: 'sb-option', attributes: { role: 'radiogroup', 'aria-label': option.label } },
    option.label,
    h(
      'span',
      { class: 'sb-switch' },
      ...option.choices.map(choice =>
        h(
          'label',
          {},
          h('input', {
            attributes: { type: 'radio', name: group, value: choice.value },
            on: { change: () => change(choice.value) },
          }),
          h('span', {}, choice.label),
        ),
      ),
    ),
  );
}

let groups = 0;

function update(label: Element | undefined, option: Option): void {
  if (option.kind === 'segments') {
    for (const radio of label?.querySelectorAll('input') ?? []) radio.checked = radio.value === option.value;
    return;
  }
  const control = label?.querySelector('input, select');
  if (control instanceof HTMLSelectElement) control.value = String(option.value);
  else if (control instanceof HTMLInputElement && option.kind === 'toggle') control.checked = option.value;
  else if (control instanceof HTMLInputElement && option.kind === 'range') {
    control.value = String(option.value);
    control.setAttribute('aria-valuetext', option.text);
    const output = label?.querySelector('output');
    if (output) output.textContent = option.text;
  }
}
