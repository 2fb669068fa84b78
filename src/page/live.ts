import * as l10n from '@vscode/l10n';
import { KernelEvaluator } from '../kernel/evaluator';
import type { CellOutcome, Position } from '../kernel/protocol';
import { fromBase64, unpack } from '../kernel/share/pack';
import type { PageNote } from '../kernel/share/page-note';
import { scriptAddress, spawnBrowser } from '../kernel/spawn-browser';
import { failure, Supervisor } from '../kernel/supervisor';
import { analyze } from '../language/syntax/analyze';
import { parse } from '../language/syntax/parser';
import { describeProblem } from '../notebook/graph';
import { withoutReserved } from '../notebook/names';
import { type CellState, Session, type SessionCell } from '../notebook/session';

/** Milliseconds that one cell may take. */
const DEADLINE = 120_000;

export interface LiveListener {
  readonly onOutcome: (index: number, outcome: CellOutcome | undefined) => void;
  readonly onState: (index: number, state: CellState) => void;
}

/** The note of a page, running: the kernel that the page carries, and a session that knows what follows from what. */
export class LiveNote {
  private readonly texts: Map<number, string>;
  private readonly session: Session<CellOutcome>;
  private readonly reserved: ReadonlySet<string>;

  private constructor(
    private readonly note: PageNote,
    script: string,
    listener: LiveListener,
  ) {
    this.reserved = new Set(note.reserved);
    this.texts = new Map(note.cells.flatMap(({ index, text, missing }) => (missing ? [] : [[index, text] as const])));
    const supervisor: Supervisor = new Supervisor(
      () => spawnBrowser(script),
      { ...filesOf(note), progress: () => undefined },
      { deadline: DEADLINE, options: { ...(note.language && { messages: note.language.messages }) } },
      loss => {
        if (loss !== 'interrupted') this.session.valuesLost();
      },
    );
    this.session = new Session<CellOutcome>({
      evaluator: new KernelEvaluator(supervisor),
      analyze: cell => this.namesOf(cell),
      mode: 'reactive',
      refuse: (id, problem) => failure(problem.kind, describeProblem(problem, id, labelOf)),
      fail: (_id, error) => failure('failed', error instanceof Error ? error.message : String(error)),
      onState: (id, state) => listener.onState(Number(id), state),
      onOutcome: (id, outcome) => listener.onOutcome(Number(id), outcome),
    });
    this.update();
  }

  /** Unpacks the kernel and makes it ready; nothing runs before something changes. */
  static async start(note: PageNote, packed: readonly string[], listener: LiveListener): Promise<LiveNote> {
    const scripts = await Promise.all(packed.map(unpack));
    return new LiveNote(note, scriptAddress(scripts.join('\n;')), listener);
  }

  setInput(index: number, key: string, position: Position): void {
    void this.session.setInput(String(index), key, position);
  }

  edit(index: number, text: string): void {
    if (!this.texts.has(index)) return;
    this.texts.set(index, text);
    this.update();
    void this.session.run([String(index)]);
  }

  private update(): void {
    const cells = this.note.cells.flatMap(({ index, kind }): SessionCell[] => {
      const text = this.texts.get(index);
      return text === undefined ? [] : [{ id: String(index), kind, text }];
    });
    this.session.update(cells);
  }

  private namesOf({ kind, text }: SessionCell): ReturnType<typeof withoutReserved> {
    const [format = '', name = ''] = kind.split(' ');
    const names =
      format === 'scale' ? analyze(parse(text).program) : { defines: [{ name, start: 0, end: 0 }], uses: [] };
    return withoutReserved(names, known => this.reserved.has(known));
  }
}

const labelOf = (id: string): string => l10n.t('cell {0}', Number(id) + 1);

/** The data files that the page carries. */
function filesOf({ files, globs }: PageNote): {
  readFile(path: string): Promise<Uint8Array>;
  findFiles(glob: string): Promise<readonly string[]>;
} {
  const data = new Map(files.map(file => [file.path, file.data]));
  return {
    readFile: async path => {
      const bytes = data.get(path);
      if (bytes === undefined) throw new Error(l10n.t('"{0}" is not part of this page.', path));
      return fromBase64(bytes);
    },
    findFiles: async glob => (Object.hasOwn(globs, glob) ? (globs[glob] ?? []) : []),
  };
}
