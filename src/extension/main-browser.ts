/** Entry of the extension in VS Code's web host, where Node's modules are absent. */
export { activate } from './activate';
