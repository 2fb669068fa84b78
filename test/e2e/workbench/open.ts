import path from 'node:path';
import { launchBrowser } from '../../../scripts/lib/chromium.mjs';
import { root } from '../../../scripts/lib/project.mjs';
import { startServer, workbenchUrl } from '../../../scripts/vscode-server.mjs';
import { PORT_VARIABLE } from '../driver/protocol';
import { HostLink } from './host-link';
import { createSandbox } from './sandbox';
import { THEMES, type Theme } from './themes';
import { Workbench } from './workbench';

export interface WorkbenchOptions {
  /** Folder to open; VS Code gets a copy. The gallery by default. */
  readonly workspace?: string;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** User settings over the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** An unpacked extension to use in place of one built from the sources. */
  readonly extension?: string;
  /** Language that VS Code tells extensions, as `zh-cn`; its own words stay English. */
  readonly language?: string;
  /** Leaves out bars around the notebook. */
  readonly bare?: boolean;
}

const BARE_SETTINGS = {
  'breadcrumbs.enabled': false,
  'window.commandCenter': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'workbench.statusBar.visible': false,
};

/** Starts everything that a test needs; `close()` ends it all again. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const { theme = 'light', width = 1200, height = 900, bare = true } = options;
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  const interrupted = () => void close().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const sandbox = await createSandbox({ ...options, workspace: options.workspace ?? path.join(root, 'notebooks') });
    closers.push(sandbox.remove);
    const host = await HostLink.open();
    closers.push(() => host.close());
    const server = await startServer({
      dataDir: sandbox.data,
      extensionsDir: sandbox.extensions,
      unattended: true,
      env: { [PORT_VARIABLE]: String(host.port) },
      settings: {
        'window.autoDetectColorScheme': false,
        'workbench.colorTheme': THEMES[theme],
        ...(bare ? BARE_SETTINGS : {}),
        ...options.settings,
      },
    });
    closers.push(server.stop);
    const browser = await launchBrowser();
    closers.push(() => browser.close());
    const page = await browser.newPage({ viewport: { width, height } });
    if (options.language !== undefined) {
      // Where the workbench looks for the language of its words.
      await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(options.language)}`);
    }
    const problems: string[] = [];
    page.on('pageerror', error => problems.push(error.message));
    await page.goto(workbenchUrl(server, sandbox.workspace));
    await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    const workbench = new Workbench({ page, host, folder: sandbox.workspace, problems, close });
    await host.run(vscode => vscode.commands.executeCommand('workbench.action.closeSidebar'));
    return workbench;
  } catch (error) {
    await close();
    throw error;
  }
}
