import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { EXAMPLES, TEMPLATES } from '../../../src/extension/start/notes';
import { type BatchResult, runNotebook } from '../../../src/kernel/batch';
import '../../../src/kernel/jobs/corpus-memory';
import { JobPool } from '../../../src/kernel/jobs/pool';
import { runJob } from '../../../src/kernel/jobs/registry';
import { Kernel } from '../../../src/kernel/kernel';
import { parse } from '../../../src/notebook/format';
import { checkClaim } from '../../../src/science/facts/claim';
import { allClaims } from '../../../src/science/facts/claims';
import { constantClaims } from '../../../src/science/facts/printed_constants';
import type { Law } from '../../../src/science/laws/law';
import { allLaws, findLaw } from '../../../src/science/laws/laws';

const folder = path.resolve('notebooks');
const notesIn = (directory: string): string[] =>
  readdirSync(directory)
    .filter(file => file.endsWith('.scalebook'))
    .sort();
const notebooks = notesIn(folder);

/** Runs jobs where they are asked for. */
class InlinePool extends JobPool {
  constructor() {
    super(() => {
      throw new Error('no workers here');
    }, 0);
  }

  override run(name: string, payload: unknown): Promise<unknown> {
    return Promise.resolve(runJob(name, payload, () => undefined));
  }
}

function run(file: string): Promise<BatchResult> {
  const kernel = new Kernel(
    {
      readFile: name => Promise.resolve(readFileSync(path.join(folder, name))),
      findFiles: glob =>
        Promise.resolve(
          readdirSync(folder)
            .filter(name => picomatch.isMatch(name, glob))
            .sort(),
        ),
      progress: () => undefined,
    },
    () => performance.now(),
    new InlinePool(),
  );
  kernel.configure({ full: true });
  return runNotebook(parse(readFileSync(path.resolve(folder, file), 'utf8')), request => kernel.evaluate(request));
}

/** What went wrong, with its place. */
const faults = (file: string, { cells, warnings }: BatchResult): string[] => [
  ...warnings.map(w => `${file}:${w.line} ${w.message}`),
  ...cells.flatMap(cell => {
    const errors = cell.diagnostics.filter(d => d.severity === 'error');
    const said = errors.map(d => `${file}:${d.line} ${d.message}`);
    return cell.status === 'ok' || said.length > 0 ? said : [`${file}: cell ${cell.index} is ${cell.status}`];
  }),
];

describe('the gallery runs from top to bottom without an error', () => {
  it.each(notebooks)('%s', { timeout: 120_000 }, async file => {
    const result = await run(file);
    expect(faults(file, result)).toEqual([]);
    expect(result.ok).toBe(true);
  });
});

describe('links between notebooks', () => {
  it.each(notebooks)('%s', file => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const targets = [...text.matchAll(/\]\(([\w-]+\.scalebook)\)/g)].map(m => m[1] as string);
    expect(targets.filter(target => !notebooks.includes(target))).toEqual([]);
  });
});

describe('a wrong constant turns the reproductions red', () => {
  const red = () => [...allClaims(), ...constantClaims()].map(checkClaim).filter(c => !c.asExpected).length;
  const derived = () =>
    allClaims()
      .map(checkClaim)
      .filter(c => !c.asExpected).length;

  /** Runs with a law's constant a quarter too large. */
  function withFault<T>(law: Law, name: string, ask: () => T): T {
    const constants = law.constants as Record<string, number>;
    const value = constants[name] as number;
    constants[name] = value * 1.25;
    try {
      return ask();
    } finally {
      constants[name] = value;
    }
  }

  it('not one is red as it stands', () => {
    expect(red()).toBe(0);
  });

  it.each(allLaws().map(law => [law.name, law] as const))('laws.%s', (_, law) => {
    const unguarded = Object.keys(law.constants).filter(name => withFault(law, name, red) === 0);
    expect(unguarded).toEqual([]);
  });

  it('also by what is computed from it, in the laws that matter most', () => {
    for (const [name, constant] of [
      ['chinchilla', 'alpha'],
      ['epoch', 'beta'],
      ['kaplan', 'N_exponent'],
      ['muennighoff', 'R_D'],
      ['ludziejewski', 'omega'],
    ] as const) {
      const law = findLaw(name) as Law;
      expect(withFault(law, constant, derived), `${name}.${constant}`).toBeGreaterThan(0);
    }
  });
});

describe('Notes that ship with the extension', () => {
  it('are offered, each by its title', () => {
    const shipped = [...notebooks.map(file => `notebooks/${file}`), ...notesIn('media/templates').map(templatePath)];
    const offered = [...EXAMPLES, ...TEMPLATES];
    expect(offered.map(note => note.path).sort()).toEqual(shipped.sort());
    for (const note of offered) {
      const title = /^title: (.*)$/m.exec(readFileSync(note.path, 'utf8'))?.[1];
      expect(title?.replace(/^"(.*)"$/, '$1')).toBe(note.title);
    }
  });

  it.each(TEMPLATES.map(({ path: file }) => file))(
    '%s runs without an error',
    async file => {
      expect(faults(file, await run(path.resolve(file)))).toEqual([]);
    },
    60_000,
  );
});

const templatePath = (file: string): string => `media/templates/${file}`;
