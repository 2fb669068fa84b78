import * as v from 'valibot';
import type { NumberStyle } from '../chart';
import { bool, finite, listOf, style, text } from '../check/basics';
import { checker } from '../check/check';
import { formatNumber, formatQuantity, quantityParts, styleOf, tickLabel } from '../format';
import { fixed } from '../format/digits';
import type { ViewKind } from '../view';

interface Control {
  /** Which output a message is about: messages without an editor reach every one. */
  readonly outputId: string;
  /** The control within its cell. */
  readonly id: string;
  readonly label: string;
}

export interface SliderPayload extends Control {
  readonly kind: 'slider';
  /** In base units, like `high`, `step` and `value`. */
  readonly low: number;
  readonly high: number;
  /** On a logarithmic slider a step multiplies: 1.05 or, as a share of the way, less than 1. */
  readonly step: number;
  readonly value: number;
  readonly log?: boolean;
  /** Base unit: `FLOP`, `GPU second`, or nothing. */
  readonly unit?: string;
  /** How a plain number is written: `percent` for shares. */
  readonly style?: NumberStyle;
}

export interface ChoicePayload extends Control {
  readonly kind: 'choice';
  readonly options: readonly string[];
  /** Place in `options`. */
  readonly value: number;
}

export interface TogglePayload extends Control {
  readonly kind: 'toggle';
  readonly value: boolean;
}

export type InputPayload = SliderPayload | ChoicePayload | TogglePayload;

const control = { outputId: text, id: text, label: text };

export const input: ViewKind<InputPayload> = {
  name: 'input',
  check: checker(
    'input',
    v.variant('kind', [
      v.object({
        kind: v.literal('slider'),
        ...control,
        low: finite,
        high: finite,
        step: v.pipe(finite, v.gtValue(0)),
        value: finite,
        log: v.optional(bool),
        unit: v.optional(text),
        style: v.optional(style),
      }),
      v.object({
        kind: v.literal('choice'),
        ...control,
        options: listOf(text),
        value: v.pipe(v.number(), v.integer(), v.minValue(0)),
      }),
      v.object({ kind: v.literal('toggle'), ...control, value: bool }),
    ]),
  ),
  layout: payload => [{ kind: 'lines', items: [{ name: payload.label, text: textOfInput(payload) }] }],
};

/** Where the control stands, in words. */
export function textOfInput(payload: InputPayload): string {
  if (payload.kind === 'toggle') return payload.value ? 'on' : 'off';
  if (payload.kind === 'choice') return payload.options[payload.value] ?? '';
  return formatPosition(payload, payload.value);
}

/** A slider's value in its unit; plain numbers keep the decimals of the step, so that the text does not jump. */
export function formatPosition({ unit, style, step, log }: SliderPayload, value: number): string {
  if (unit) return formatQuantity(value, unit);
  if (style === 'percent') return `${fixed(100 * value, decimalsOf(100 * step))} %`;
  if (style) return formatNumber(value, style);
  if (log || Math.abs(value) >= 1e6 || step < 1e-6) return formatNumber(value, 'plain', { digits: 3 });
  return fixed(value, decimalsOf(step));
}

const decimalsOf = (step: number): number =>
  Math.min(6, Number(step.toPrecision(4)).toFixed(10).replace(/0+$/, '').split('.')[1]?.length ?? 0);

/** Both ends of a slider: `1e20 – 1e26 FLOP`. */
export function formatEnds(slider: SliderPayload): string {
  const { low, high, unit = '', style } = slider;
  const isBare = unit === '' && (style === undefined || style === 'percent') && !slider.log;
  const [from, to] = [low, high].map(x => (isBare ? formatPosition(slider, x) : endText(x, unit, style)));
  const noun = isBare || style ? '' : nounOf(high, unit);
  return `${from} – ${to}${noun === '' ? '' : ` ${noun}`}`;
}

/** Units of which the number is written apart. */
const nounOf = (value: number, unit: string): string => (COUNTED.has(unit) ? quantityParts(value, unit).unit : '');
const COUNTED: ReadonlySet<string> = new Set(['FLOP', 'tokens', 'params', 'GPU']);

const endText = (x: number, unit: string, style: NumberStyle | undefined): string =>
  unit === '' || COUNTED.has(unit) ? tickLabel(x, style ?? styleOf(unit)) : formatQuantity(x, unit);
