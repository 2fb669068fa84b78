export { type Attributes, readAttributes } from './attributes';
export { decode, encode } from './bytes';
export { type EditorCell, type EditorNotebook, fromCells, METADATA_KEY, type Metadata, toCells } from './cells';
export {
  type Cell,
  type CellSource,
  type DataCell,
  type FormatWarning,
  type FrontMatter,
  type MarkdownCell,
  type NotebookDocument,
  positionInFile,
  type ScaleCell,
} from './document';
export { FORMAT_VERSION } from './frontMatter';
export { DATA_FORMATS, type DataFormat, isDataName } from './info';
export type { Eol } from './lines';
export { parse } from './parse';
export { serialize } from './serialize';
