import type { Program } from './syntax/ast';
import { parse } from './syntax/parser';

/** The program with the definitions of some names replaced by other expressions (`--set name=expression`). */
export function override(program: Program, replacements: Readonly<Record<string, string>>): Program {
  if (!program.statements.some(s => s.target && Object.hasOwn(replacements, s.target.name))) return program;
  return {
    ...program,
    statements: program.statements.map(statement => {
      const name = statement.target?.name;
      if (name === undefined || !Object.hasOwn(replacements, name)) return statement;
      const value = parse(replacements[name] ?? '').program.statements[0]?.value;
      const { parameters: _, ...rest } = statement;
      return value ? { ...rest, value } : statement;
    }),
  };
}
