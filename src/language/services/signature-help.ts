import { signatureText } from '../library/entry';
import { findEntry } from '../library/registry';
import { type OpenCall, surroundingAt } from './context';
import type { NotebookNames } from './notebook-names';

export interface SignatureHelp {
  readonly signatures: readonly {
    readonly label: string;
    readonly documentation: string;
    readonly parameters: readonly { readonly label: string; readonly documentation: string }[];
    /** The parameter that is being written. */
    readonly active: number;
  }[];
  readonly active: number;
}

/** The signatures of the call that is being written, with its current argument. */
export function signatureHelp(text: string, offset: number, notebook: NotebookNames): SignatureHelp | undefined {
  const { call } = surroundingAt(text, offset);
  if (!call) return undefined;
  const own = notebook.infoOf(call.name);
  if (own?.kind === 'function') return ownSignature(own.text, call);
  const entry = notebook.names.includes(call.name) ? undefined : findEntry(call.name);
  if (!entry) return undefined;
  const signatures = entry.signatures.map(signature => {
    const names = Object.keys(signature.parameters);
    const named = call.argument === undefined ? -1 : names.indexOf(call.argument);
    return {
      label: signatureText(entry.name, signature),
      documentation: entry.summary,
      parameters: names.map(name => ({
        label: name,
        documentation: `${signature.parameters[name]?.type}: ${signature.parameters[name]?.doc}`,
      })),
      active: named >= 0 ? named : Math.min(call.position, names.length - 1),
    };
  });
  const fitting = signatures.findIndex(s => call.given.every(g => s.parameters.some(p => p.label === g)));
  return { signatures, active: Math.max(0, fitting) };
}

/** A function of the notebook reads `ratio(c)`; its arguments have names, and no more is known of them. */
function ownSignature(label: string, { position }: OpenCall): SignatureHelp {
  const names = /\((.*)\)/.exec(label)?.[1]?.split(', ') ?? [];
  const parameters = names.filter(name => name !== '').map(name => ({ label: name, documentation: '' }));
  return {
    signatures: [{ label, documentation: '', parameters, active: Math.min(position, parameters.length - 1) }],
    active: 0,
  };
}
