import type { Option, OptionValue } from '../../src/views/view';
import { h } from './dom';

type Change = (name: string, value: OptionValue) => void;

/** Small controls above a view: what a reader may change without running anything. */
export class OptionsBar {
  readonly node = h('div', { class: 'sb-options', attributes: { role: 'group', 'aria-label': 'Options' } });
  private shape = '';

  constructor(private readonly change: Change) {}

  show(options: readonly Option[]): void {
    this.node.hidden = options.length === 0;
    const shape = JSON.stringify(options.map(o => [o.kind, o.name, o.kind === 'choice' ? o.choices : '']));
    // Controls are kept while a reader holds them: only their values change.
    if (shape !== this.shape) this.node.replaceChildren(...options.map(o => this.control(o)));
    this.shape = shape;
    for (const [i, option] of options.entries()) update(this.node.children[i], option);
  }

  private control(option: Option): HTMLElement {
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

function update(label: Element | undefined, option: Option): void {
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
