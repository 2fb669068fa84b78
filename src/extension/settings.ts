import * as vscode from 'vscode';
import type { Mode } from '../notebook/session';

/** The user's settings, read when they are needed. */
const get = <T>(key: string, fallback: T): T => vscode.workspace.getConfiguration('scalebook').get<T>(key, fallback);

export const settings = {
  /** Whether dependants follow by themselves. */
  mode: (): Mode => (get<string>('execution', 'reactive') === 'manual' ? 'manual' : 'reactive'),
  /** Which definitions have their values written behind them. */
  inlayValues: (): 'off' | 'hidden' | 'all' => get('inlayValues', 'hidden'),
  runOnOpen: (): boolean => get('runOnOpen', true),
  /** Milliseconds that a cell may take; 0 for no limit. */
  deadline: (): number => Math.max(0, get('deadline', 120)) * 1000,
  /** MB of heap of a kernel. */
  memory: (): number => Math.max(64, get('memory', 2048)),
};
