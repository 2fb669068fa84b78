import * as v from 'valibot';
import { figure, finite, listOf, notes, text } from '../../check/basics';
import { checker } from '../../check/check';
import type { ViewNote } from '../notes';

/** One end of what an assumption may turn out to be. */
export interface SensitivityEnd {
  readonly label: string;
  readonly source: string;
  /** Of the run as planned. */
  readonly cost: number | null;
  readonly time: number;
  readonly co2: number | null;
  readonly loss: number | null;
  /** Loss of the run that would be planned under the same constraints. */
  readonly replanned: number | null;
}

/** A bar of the tornado. */
export interface SensitivityBar {
  readonly name: string;
  readonly title: string;
  readonly ends: readonly [SensitivityEnd, SensitivityEnd];
}

/** What each assumption of a plan costs if it is wrong. USD, seconds, kg CO2e, and the law's unit of loss. */
export interface SensitivityPayload {
  readonly title?: string;
  readonly subtitle?: string;
  readonly lossUnit: string;
  readonly plan: {
    readonly cost: number | null;
    readonly time: number;
    readonly co2: number | null;
    readonly loss: number | null;
  };
  readonly bars: readonly SensitivityBar[];
  readonly notes?: readonly ViewNote[];
}

const end = v.object({
  ...{ label: text, source: text, cost: figure, time: finite, co2: figure, loss: figure, replanned: figure },
});

export const check = checker<SensitivityPayload>(
  'a sensitivity analysis',
  v.object({
    ...{ title: v.optional(text), subtitle: v.optional(text), lossUnit: text },
    plan: v.object({ cost: figure, time: finite, co2: figure, loss: figure }),
    bars: listOf(v.object({ name: text, title: text, ends: v.tuple([end, end]) }), 50),
    notes,
  }),
);
