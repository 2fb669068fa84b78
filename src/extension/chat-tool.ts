import * as vscode from 'vscode';
import type { CellOutcome } from '../kernel/protocol';
import { Supervisor } from '../kernel/supervisor';
import type { StartKernel } from './live-notebook';
import { messagesOf } from './messages';
import { settings } from './settings';

interface Input {
  readonly expression: string;
}

/**
 * Lets a chat compute with Scale: `optimal(laws.epoch, 1e24 FLOP)`, or look something up: `laws.epoch`. Pure: it reads no
 * files and sees no notebook, and each call starts from nothing.
 */
export class EvaluateTool implements vscode.LanguageModelTool<Input>, vscode.Disposable {
  private readonly supervisor: Supervisor;
  private readonly registration: vscode.Disposable;
  private calls = 0;

  constructor(start: StartKernel) {
    const noFiles = async (): Promise<never> => {
      throw new Error(vscode.l10n.t('Files are read by notebooks only: put the data into the expression.'));
    };
    const messages = messagesOf();
    this.supervisor = new Supervisor(
      () => start(settings.memory()),
      { readFile: noFiles, findFiles: noFiles, progress: () => undefined },
      { deadline: settings.deadline(), options: { ...(messages && { messages }) } },
    );
    this.registration = vscode.lm.registerTool('scalebook_evaluate', this);
  }

  prepareInvocation({ input }: vscode.LanguageModelToolInvocationPrepareOptions<Input>): vscode.PreparedToolInvocation {
    return { invocationMessage: vscode.l10n.t('Computing `{0}` in Scale', String(input.expression)) };
  }

  async invoke(
    { input }: vscode.LanguageModelToolInvocationOptions<Input>,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    this.calls += 1;
    const result = this.calls;
    token.onCancellationRequested(() => this.supervisor.interrupt());
    const outcome = await this.supervisor.evaluate({
      kind: 'scale',
      text: String(input.expression),
      result,
      needs: [],
    });
    this.supervisor.forget([result]);
    return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(textOf(outcome))]);
  }

  dispose(): void {
    this.registration.dispose();
    this.supervisor.dispose();
  }
}

/** The outputs as Markdown, or what went wrong. */
function textOf({ status, outputs, diagnostics }: CellOutcome): string {
  if (status === 'error') {
    const errors = diagnostics.filter(d => d.severity === 'error').map(d => d.message);
    if (errors.length > 0) return errors.join('\n\n');
  }
  return outputs
    .map(({ items }) => items.find(i => i.mime === 'text/markdown') ?? items.find(i => i.mime === 'text/plain'))
    .map(item => String(item?.data ?? ''))
    .join('\n\n');
}
