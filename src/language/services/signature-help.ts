import { signatureText } from '../library/entry';
import { findEntry } from '../library/registry';
import { surroundingAt } from './context';

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
export function signatureHelp(text: string, offset: number): SignatureHelp | undefined {
  const { call } = surroundingAt(text, offset);
  const entry = call && findEntry(call.name);
  if (!call || !entry) return undefined;
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
