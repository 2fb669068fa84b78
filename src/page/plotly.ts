import { unpack } from '../kernel/share/pack';

/**
 * Runs the drawing library that the page carries. The page's policy names its hash: a script element with any other text would
 * not run. Rejects where the browser cannot unpack it.
 */
export async function startPlotly(packed: string): Promise<void> {
  const script = document.createElement('script');
  script.textContent = await unpack(packed);
  document.head.append(script);
  script.remove();
  if (!('Plotly' in globalThis)) throw new Error('the drawing library did not start');
}
