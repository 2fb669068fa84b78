import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { root } from '../../../scripts/lib/project.mjs';
import { fullLength } from './full-length';
import type { HostLink } from './host-link';
import { findOutputFrame, NOTEBOOK, untilStill } from './output-frame';
import { THEMES, type Theme } from './themes';
import { waitFor } from './wait';

interface Parts {
  readonly page: Page;
  readonly host: HostLink;
  readonly folder: string;
  readonly problems: readonly string[];
  readonly close: () => Promise<void>;
}

/** Cells that run or wait to run, as VS Code marks them. */
const AT_WORK = '.codicon-notebook-state-executing, .codicon-notebook-state-pending';

async function screenshots(): Promise<string> {
  const folder = path.join(root, 'out', 'screenshots');
  await mkdir(folder, { recursive: true });
  return folder;
}

/** One open VS Code. Methods that wait give up after `timeout` ms with a sentence. */
export class Workbench {
  /** For everything that has no method here. */
  readonly page: Page;
  /** Runs code in the extension host: `host.run(vscode => vscode.window.activeNotebookEditor?.notebook.cellCount)`. */
  readonly host: HostLink;
  /** The open folder: a copy, which a test may change. */
  readonly folder: string;
  /** Uncaught errors of the page and the web views. */
  readonly problems: readonly string[];
  readonly close: () => Promise<void>;
  readonly timeout = 30_000;

  constructor(parts: Parts) {
    this.page = parts.page;
    this.host = parts.host;
    this.folder = parts.folder;
    this.problems = parts.problems;
    this.close = parts.close;
  }

  /** Runs a command as the command palette would. */
  async command(id: string, ...args: readonly unknown[]): Promise<void> {
    await this.host.run(
      async (vscode, command, values) => void (await vscode.commands.executeCommand(command, ...values)),
      id,
      args,
    );
  }

  /** Opens a notebook of the folder. */
  async open(file: string): Promise<void> {
    await this.host.run(
      async (vscode, target) => void (await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(target))),
      path.join(this.folder, file),
    );
    await this.page.locator(NOTEBOOK).waitFor({ timeout: this.timeout });
  }

  /** Scrolls to the first cell whose source holds `text`; VS Code draws only what is near the view. */
  async reveal(text: string): Promise<void> {
    await this.host.run((vscode, wanted) => {
      const editor = vscode.window.activeNotebookEditor;
      const cell = editor?.notebook.getCells().find(each => each.document.getText().includes(wanted));
      if (editor === undefined || cell === undefined) throw new Error(`No cell in view holds ${wanted}.`);
      const range = new vscode.NotebookRange(cell.index, cell.index + 1);
      editor.revealRange(range, vscode.NotebookEditorRevealType.AtTop);
    }, text);
    await this.idle();
  }

  /** Runs all cells of the notebook in view and waits until everything is drawn. */
  async runAll(): Promise<void> {
    await this.command('notebook.execute');
    await this.idle();
  }

  /** Waits until the notebook in view, which runs when it is opened, has run each of its cells once, and all is drawn. */
  async ran(timeout = 120_000): Promise<void> {
    await waitFor('every cell to have run', timeout, () =>
      this.host.run(vscode => {
        const cells = vscode.window.activeNotebookEditor?.notebook.getCells() ?? [];
        const code = cells.filter(cell => cell.kind === vscode.NotebookCellKind.Code);
        const ended = code.every(cell => cell.executionSummary?.success !== undefined);
        return code.length > 0 && ended ? true : undefined;
      }),
    );
    await this.idle(timeout);
  }

  /** Closes everything that is open, and with it the kernels. */
  async closeAll(): Promise<void> {
    await this.command('workbench.action.closeAllEditors');
  }

  /** Waits until no cell runs and no output changes. */
  async idle(timeout = 120_000): Promise<void> {
    await waitFor('the cells to finish', timeout, async () => ((await this.#atWork()) ? undefined : true));
    const outputs = await this.host.run(
      vscode => vscode.window.activeNotebookEditor?.notebook.getCells().some(cell => cell.outputs.length > 0) ?? false,
    );
    if (outputs) await untilStill(await this.outputs(), 600, timeout);
  }

  /** The frame that holds the outputs of the notebook in view: `(await book.outputs()).locator('.scalebook-table')`. */
  async outputs(): Promise<Frame> {
    return findOutputFrame(this.page, this.timeout);
  }

  /** Texts of all cells' outputs, as the API has them: `text/plain` of each output in the order of the cells. */
  async outputTexts(): Promise<string[][]> {
    return this.host.run(vscode => {
      const cells = vscode.window.activeNotebookEditor?.notebook.getCells() ?? [];
      return cells.map(cell =>
        cell.outputs.flatMap(output =>
          output.items.filter(item => item.mime === 'text/plain').map(item => new TextDecoder().decode(item.data)),
        ),
      );
    });
  }

  /** Code cells of the notebook in view that have not run to success, with what their errors say. */
  async failedCells(): Promise<{ source: string; errors: string[] }[]> {
    return this.host.run(vscode => {
      const cells = vscode.window.activeNotebookEditor?.notebook.getCells() ?? [];
      return cells
        .filter(cell => cell.document.languageId === 'scale' && cell.executionSummary?.success !== true)
        .map(cell => ({
          source: cell.document.getText(),
          errors: vscode.languages.getDiagnostics(cell.document.uri).map(diagnostic => diagnostic.message),
        }));
    });
  }

  /** What VS Code says in place of outputs whose renderer is missing or broken; empty when all is well. */
  async rendererErrors(): Promise<string[]> {
    const text = (await (await this.outputs()).locator('#container').textContent()) ?? '';
    return text.match(/(Error (loading|rendering)|Could not (load|find) renderer|Failed to fetch).{0,200}/g) ?? [];
  }

  /**
   * Moves the slider of that (accessible) name, as dragging does, without waiting for what follows. It must be near the
   * view: see {@link reveal}.
   * @param fraction 0 is its low end, 1 its high end
   */
  async moveSlider(name: string, fraction: number): Promise<void> {
    const slider = (await this.outputs()).getByRole('slider', { name });
    const [low = 0, high = 100] = await Promise.all(
      ['min', 'max'].map(async end => Number(await slider.getAttribute(end, { timeout: this.timeout }))),
    );
    await slider.fill(String(Math.round(low + fraction * (high - low))), { timeout: this.timeout });
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.host.run(
      async (vscode, name) =>
        void (await vscode.workspace
          .getConfiguration()
          .update('workbench.colorTheme', name, vscode.ConfigurationTarget.Global)),
      THEMES[theme],
    );
    const mark = { light: 'vs', dark: 'vs-dark', hc: 'hc-black', 'hc-light': 'hc-light' }[theme];
    await this.page.locator(`.monaco-workbench.${mark}`).waitFor({ timeout: this.timeout });
    await this.page.waitForTimeout(300);
  }

  /** Saves what is in view as `out/screenshots/NAME.png`, kept as an artefact of the tests. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(await screenshots(), `${name}.png`) });
  }

  /** Saves the whole notebook in view, from top to bottom, as `NAME-1.png`, `NAME-2.png` …; the window keeps its size. */
  async screenshotAll(name: string): Promise<void> {
    const size = this.page.viewportSize();
    for (const [index, picture] of (await fullLength(this, 1500)).entries()) {
      await writeFile(path.join(await screenshots(), `${name}-${index + 1}.png`), picture);
    }
    if (size !== null) await this.page.setViewportSize(size);
  }

  async #atWork(): Promise<boolean> {
    if ((await this.page.locator(AT_WORK).count()) > 0) return true;
    return this.host.run(
      vscode =>
        new Promise<boolean>(resolve => {
          const listener = vscode.workspace.onDidChangeNotebookDocument(() => finish(true));
          const timer = setTimeout(() => finish(false), 400);
          const finish = (changed: boolean) => {
            clearTimeout(timer);
            listener.dispose();
            resolve(changed);
          };
        }),
    );
  }
}
