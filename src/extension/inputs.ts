import * as vscode from 'vscode';
import type { Position } from '../kernel/protocol';
import { parse } from '../language/syntax/parser';
import type { ScalebookController } from './controller';
import { INPUT_RENDERER } from './ids';
import { inputSourceEdit } from './write-back';

interface InputMessage {
  readonly type: 'input' | 'writeBack';
  readonly outputId: string;
  readonly id: string;
  readonly value: number | boolean;
  /** What the control shows, for writing back. */
  readonly kind?: 'slider' | 'choice' | 'toggle';
}

/** Messages come from a page that shows a notebook's outputs: nothing in them is taken for granted. */
function isInputMessage(message: unknown): message is InputMessage {
  if (typeof message !== 'object' || message === null) return false;
  const m = message as Readonly<Record<string, unknown>>;
  const value = typeof m.value === 'boolean' || (typeof m.value === 'number' && Number.isFinite(m.value));
  return (
    (m.type === 'input' || m.type === 'writeBack') &&
    typeof m.outputId === 'string' &&
    typeof m.id === 'string' &&
    value
  );
}

/** Moves inputs when readers move their controls, and writes positions back into the source when they ask. */
export function registerInputs(controller: ScalebookController): vscode.Disposable {
  const messaging = vscode.notebooks.createRendererMessaging(INPUT_RENDERER);
  return messaging.onDidReceiveMessage(({ message }) => {
    if (!isInputMessage(message)) return;
    if (message.type === 'input') controller.setInput(message.outputId, message.id, positionOf(message));
    else void writeBack(controller, message);
  });
}

/** A choice's number is a place in its list; a slider's is its value. */
const positionOf = ({ kind, value }: InputMessage): Position =>
  kind === 'choice' && typeof value === 'number' ? { choice: value } : value;

async function writeBack(controller: ScalebookController, message: InputMessage): Promise<void> {
  const cell = controller.ofCell(message.outputId)?.find(message.outputId);
  if (!cell) return;
  const { document } = cell;
  const found = inputSourceEdit(parse(document.getText()).program, document.getText(), message.id, message.value);
  if (!found) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The place of this control in the source was not found: write the value there by hand.'),
    );
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    new vscode.Range(document.positionAt(found.start), document.positionAt(found.end)),
    found.text,
  );
  await vscode.workspace.applyEdit(edit);
}
