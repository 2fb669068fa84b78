import * as v from 'valibot';
import type { Chart } from '../chart';
import { notes, text } from '../check/basics';
import { chartsSchema } from '../check/chart';
import { checker } from '../check/check';
import type { ViewKind } from '../view';
import { heading, noteBlocks, type ViewNote } from './notes';

/** Charts as they are. */
export interface PlotPayload {
  readonly title?: string;
  readonly subtitle?: string;
  readonly charts: readonly Chart[];
  readonly notes?: readonly ViewNote[];
}

export const plot: ViewKind<PlotPayload> = {
  name: 'plot',
  check: checker(
    'plot',
    v.object({ title: v.optional(text), subtitle: v.optional(text), charts: chartsSchema, notes }),
  ),
  layout: ({ title, subtitle, charts, notes: sentences }) => [
    ...heading(title, subtitle),
    { kind: 'charts', charts },
    ...noteBlocks(sentences),
  ],
};
