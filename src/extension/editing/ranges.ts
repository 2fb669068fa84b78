import * as vscode from 'vscode';
import type { Span } from '../../language/syntax/span';

/** Where a span of offsets lies in a document. */
export const rangeOf = (document: vscode.TextDocument, { start, end }: Span): vscode.Range =>
  new vscode.Range(document.positionAt(start), document.positionAt(end));
