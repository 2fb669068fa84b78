import type Plotly from 'plotly.js';

export type PlotlyLibrary = typeof Plotly;

let loading: Promise<PlotlyLibrary> | undefined;
let loaded: PlotlyLibrary | undefined;

/** Plotly, once it is there: from then on charts are drawn without waiting. */
export const plotlyNow = (): PlotlyLibrary | undefined => loaded;

/** Loads Plotly, in one chunk that all renderers share, when the first chart is drawn. */
export function loadPlotly(): Promise<PlotlyLibrary> {
  loading ??= import('plotly.js/dist/plotly-cartesian.min.js').then(
    module => {
      loaded = module.default;
      return loaded;
    },
    (error: unknown) => {
      // A later chart tries again.
      loading = undefined;
      throw error;
    },
  );
  return loading;
}
