import { isBuiltin } from '../../../language/names';

/** A name that neither the note nor the language has: `runs`, else `runs_2`. */
export function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let i = 2; taken.has(name) || isBuiltin(name); i += 1) name = `${wanted}_${i}`;
  taken.add(name);
  return name;
}
