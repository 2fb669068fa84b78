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
  readonly value: Position;
}

/** Messages come from a page that shows a notebook's outputs: nothing in them is taken for granted. */
function isInputMessage(message: unknown): message is InputMessage {
  if (typeof message !== 'object' || message === null) return false;
  const m = message as Readonly<Record<string, unknown>>;
  return (
    (m.type === 'input' || m.type === 'writeBack') &&
    typeof m.outputId === 'string' &&
    typeof m.id === 'string' &&
    isPosition(m.value)
  );
}

/** A slider's number, a toggle's state, or a place in a choice's list. */
function isPosition(value: unknown): value is Position {
  if (typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'object' && value !== null && 'choice' in value && Number.isInteger(value.choice);
}

/** Moves inputs when readers move their controls, and writes positions back into the source when they ask. */
export function registerInputs(controller: ScalebookController): vscode.Disposable {
  const messaging = vscode.notebooks.createRendererMessaging(INPUT_RENDERER);
  return messaging.onDidReceiveMessage(({ message }) => {
    if (!isInputMessage(message)) return;
    if (message.type === 'input') controller.setInput(message.outputId, message.id, message.value);
    else void writeBack(controller, message);
  });
}

async function writeBack(controller: ScalebookController, message: InputMessage): Promise<void> {
  const cell = controller.ofCell(message.outputId)?.find(message.outputId);
  if (!cell) return;
  const { document } = cell;
  const value = typeof message.value === 'object' ? message.value.choice : message.value;
  const found = inputSourceEdit(parse(document.getText()).program, document.getText(), message.id, value);
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
