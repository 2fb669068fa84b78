/**
 * Views: what an answer looks like wherever it is read.
 *
 * A view is a payload (plain JSON that says what was found, not how it is drawn), a check, and a layout. The layout makes blocks
 * (`blocks.ts`: titles, figures, tables, charts …); renderers draw blocks as HTML and Plotly, the fallbacks here as text, Markdown
 * and SVG. A new view draws nothing itself:
 *
 *     // src/views/kinds/funnel.ts
 *     export interface FunnelPayload { readonly steps: readonly { readonly name: string; readonly tokens: number }[] }
 *     export const funnel: ViewKind<FunnelPayload> = {
 *       name: 'funnel',
 *       check: checker('funnel', v.object({ steps: listOf(v.object({ name: text, tokens: finite })) })),
 *       layout: ({ steps }) => [
 *         { kind: 'title', text: `${formatNumber(steps.at(-1)?.tokens ?? 0, 'tokens')} tokens are left` },
 *         { kind: 'charts', charts: [chartOf(steps)] },
 *       ],
 *     };
 *
 * - Register it: a line in `kinds` below, `renderers/funnel/index.ts` (`export const activate = rendererOf(funnel);`), and the
 *   renderer in `package.json`.
 * - Lists with an upper bound (`listOf`, `numbers`) keep a hostile payload from stalling a page. Text stays text: no block takes markup.
 * - Numbers go through `format.ts`. Titles say the finding where the data give one. A series keeps its slot in tables and charts.
 * - A payload that has nothing to compute may be sent as the view `blocks`.
 */
import { blocks } from './kinds/blocks';
import { calibration } from './kinds/calibration';
import { comparison } from './kinds/comparison';
import { emergence } from './kinds/emergence';
import { error } from './kinds/error';
import { input } from './kinds/input';
import { isoflop } from './kinds/isoflop';
import { knn } from './kinds/knn';
import { lossCurves } from './kinds/loss-curves';
import { plan } from './kinds/plan';
import { plot } from './kinds/plot';
import { record } from './kinds/record';
import { sensitivity } from './kinds/sensitivity';
import { table } from './kinds/table';
import { track } from './kinds/track';
import { values } from './kinds/values';
import { type AnyView, erase, MIME_PREFIX } from './view';

const kinds: readonly AnyView[] = [
  erase(blocks),
  erase(calibration),
  erase(comparison),
  erase(emergence),
  erase(error),
  erase(input),
  erase(isoflop),
  erase(knn),
  erase(lossCurves),
  erase(plan),
  erase(plot),
  erase(record),
  erase(sensitivity),
  erase(table),
  erase(track),
  erase(values),
];

const byName = new Map(kinds.map(kind => [kind.name, kind]));

export const viewNames = (): readonly string[] => kinds.map(kind => kind.name);

/** The view of a name; `undefined` where there is none. */
export const viewNamed = (name: string): AnyView | undefined => byName.get(name);

/** The view of a MIME type such as `application/vnd.scalebook.table+json`. */
export const viewOfMime = (mime: string): AnyView | undefined =>
  mime.startsWith(MIME_PREFIX) && mime.endsWith('+json')
    ? viewNamed(mime.slice(MIME_PREFIX.length, -'+json'.length))
    : undefined;

export { blocksToHtml, type HtmlOptions } from './fallback/html/html';
export { blocksToMarkdown, type MarkdownOptions } from './fallback/markdown';
export { chartToSvg, type SvgOptions } from './fallback/svg';
export { paletteVariables } from './fallback/svg/paint';
export { blocksToText, type TextOptions } from './fallback/text';
export type { AnyView } from './view';
export { mimeOf } from './view';
