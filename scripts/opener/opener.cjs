/**
 * The workbench opens a file named in its address before it knows which extension shows it, hence as plain text.
 * By the time this runs, it knows.
 */
const process = require('node:process');
const vscode = require('vscode');

exports.activate = async () => {
  const file = process.env.SCALEBOOK_OPEN;
  const hasEditors = vscode.window.tabGroups.all.some(group => group.tabs.length > 0);
  if (file && !hasEditors) await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file));
};
