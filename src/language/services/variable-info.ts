import { displayText } from '../display';
import { ScaleError } from '../errors';
import { fieldNames, findField } from '../evaluate/fields';
import { isList, kindOf, plain, type Value } from '../values/value';
import type { VariableInfo } from './notebook-names';

/** `plan.architecture.layers` is as deep as answers go. */
const DEPTH = 2;
/** More fields than this are no record but data. */
const MOST_FIELDS = 80;
/** A few more than one line shows, so that it says that there are more. */
const MOST_ITEMS = 20;
const LONGEST = 200;

/** A value in short, with its fields. Long texts are cut: it goes to the editor after each run. */
export function variableInfo(given: Value, depth = DEPTH): VariableInfo {
  const value = plain(given);
  const names = depth > 0 ? fieldNames(value).slice(0, MOST_FIELDS) : [];
  // Members of a collection are many, and have many fields.
  const below = kindOf(value) === 'namespace' ? 0 : depth - 1;
  const holder = isList(value) ? Array.from(value.slice(0, MOST_ITEMS)) : value;
  return {
    kind: kindOf(given),
    text: shorten(displayText(given)),
    fields: Object.fromEntries(
      names.flatMap(name => {
        const field = fieldOf(holder, name);
        return field === undefined ? [] : [[name, variableInfo(field, below)] as const];
      }),
    ),
  };
}

/** Items of a list need not have the same fields. */
function fieldOf(value: Value, name: string): Value | undefined {
  try {
    return findField(value, name);
  } catch (error) {
    if (error instanceof ScaleError) return undefined;
    throw error;
  }
}

const shorten = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 2)} …`);
