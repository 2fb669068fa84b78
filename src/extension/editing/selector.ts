import type * as vscode from 'vscode';
import { NOTEBOOK_TYPE } from '../ids';

/** Cells in Scale. */
export const SCALE_CELLS: vscode.DocumentSelector = { language: 'scale', notebookType: NOTEBOOK_TYPE };
