import * as vscode from 'vscode';
import { cellSymbols } from '../../language/services/symbols';
import { cellId } from '../cells';
import type { ScalebookController } from '../controller';
import { settings } from '../settings';
import { notebookOf } from './language-client';
import { SCALE_CELLS } from './selector';

/** Longer values are cut: a line of code should stay one. */
const LONGEST = 60;
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
      const at = document.positionAt(text[end] === ';' ? end + 1 : end);
      if (!range.contains(at)) return [];
      const hint = new vscode.InlayHint(at, `= ${shorten(info.text)}`);
      hint.paddingLeft = true;
      if (info.text.length > LONGEST) hint.tooltip = info.text;
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

const shorten = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`);
