/** Entry of the extension in VS Code's Node host. */
export { activate } from './activate';
