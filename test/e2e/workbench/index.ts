/** A real VS Code for end-to-end tests: its server, its workbench in a browser, Scalebook installed in it. */
export { fullLength } from './full-length';
export { openWorkbench, type WorkbenchOptions } from './open';
export { isTheme, THEMES, type Theme } from './themes';
export { waitFor } from './wait';
export type { Workbench } from './workbench';
