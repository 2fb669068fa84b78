import type Plotly from 'plotly.js';

/**
 * The drawing library as the charts of a page find it: a script of its own, which has run before the first chart is drawn
 * (`plotly.ts`). It stands in for the package when the page is bundled.
 */
export default (globalThis as { readonly Plotly?: typeof Plotly }).Plotly;
