import * as vscode from 'vscode';
import type { VariableInfo } from '../../kernel/protocol';
import { cellSymbols } from '../../language/services/symbols';
import { cellId } from '../cells';
import type { ScalebookController } from '../controller';
import { settings } from '../settings';
import { notebookOf } from './language-client';
import { SCALE_CELLS } from './selector';

/** Values that say enough on a line of code, unless they are longer than this: the others have outputs and hovers. */
const SHORT: ReadonlySet<VariableInfo['kind']> = new Set([
  'number',
  'quantity',
  'estimate',
  'string',
  'boolean',
  'list',
]);
const LONGEST = 48;
/** Milliseconds of rest before values are written anew: a slider that is dragged changes them all the time. */
const PAUSE = 150;

/** Writes values behind the definitions that have them: those that no output shows, or all, as the setting says. */
export class InlayValues implements vscode.InlayHintsProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeInlayHints = this.changed.event;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly disposables: vscode.Disposable[];

  constructor(private readonly controller: ScalebookController) {
    this.disposables = [
      this.changed,
      vscode.languages.registerInlayHintsProvider(SCALE_CELLS, this),
      controller.onDidOpen(live => live.onDidChange(() => this.soon())),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('scalebook.inlayValues')) this.changed.fire();
      }),
    ];
  }

  provideInlayHints(document: vscode.TextDocument, range: vscode.Range): vscode.InlayHint[] {
    const which = settings.inlayValues();
    const notebook = which === 'off' ? undefined : notebookOf(document);
    const live = notebook && this.controller.find(notebook);
    const cell = notebook?.getCells().find(each => each.document === document);
    if (!live || !cell || live.session.state(cellId(cell)) !== 'ok') return [];
    const values = live.session.outcome(cellId(cell))?.variables ?? {};
    const text = document.getText();
    return cellSymbols(text).flatMap(({ name, kind, hidden, literal, end }) => {
      const info = values[name];
      if (!info || literal || kind !== 'variable' || (which === 'hidden' && !hidden)) return [];
      if (!SHORT.has(info.kind) || info.text.length > LONGEST) return [];
      const at = document.positionAt(text[end] === ';' ? end + 1 : end);
      if (!range.contains(at)) return [];
      const hint = new vscode.InlayHint(at, `= ${info.text}`);
      hint.paddingLeft = true;
      return [hint];
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const one of this.disposables) one.dispose();
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.changed.fire(), PAUSE);
  }
}
