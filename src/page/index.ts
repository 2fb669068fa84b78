import * as l10n from '@vscode/l10n';
import type { InputMessage } from '../../renderers/shared/input/messages';
import type { PageCell, PageNote } from '../kernel/share/page-note';
import { type CellActions, PageCellView } from './cell';
import { PageControls } from './controls';
import { packedPart, readNote } from './data';
import { LiveNote } from './live';
import { followSections } from './outline';
import { startPlotly } from './plotly';

/** How far outside the window outputs are drawn, so that they are there before they are seen. */
const NEAR = '800px';

/** Wakes a page: until this has run, and where it cannot run, the page shows the note as it was exported. */
async function wake(): Promise<void> {
  const main = document.getElementById('note');
  if (!main) return;
  const note = await readNote();
  if (note.language) l10n.config({ contents: { ...note.language.messages } });
  const isLive = packedPart('kernel') !== undefined;
  const controls = new PageControls(main, isLive);
  const views = new Map<number, PageCellView>();
  const actions = liveActions(note, views, controls);
  for (const cell of note.cells) {
    const section = main.querySelector<HTMLElement>(`:scope > section[data-cell="${cell.index}"]`);
    if (section) views.set(cell.index, new PageCellView(cell, section, cell.missing ? undefined : actions?.(cell)));
  }
  addEventListener('beforeprint', () => {
    for (const view of views.values()) view.freeze();
  });
  const plotly = packedPart('plotly');
  if (plotly !== undefined) await startPlotly(plotly);
  const observer = new IntersectionObserver(
    entries => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        for (const view of views.values()) view.wake(target);
      }
    },
    { rootMargin: NEAR },
  );
  for (const view of views.values()) view.wakeWhenNear(observer);
  followSections(main);
  document.body.dataset.awake = 'true';
}

/** What moving a control and editing a cell do; `undefined` in a page without a kernel. The kernel starts when it is first needed. */
function liveActions(
  note: PageNote,
  views: ReadonlyMap<number, PageCellView>,
  controls: PageControls,
): ((cell: PageCell) => CellActions) | undefined {
  const packed = packedPart('kernel');
  if (packed === undefined) return undefined;
  const corpora = packedPart('corpora');
  let starting: Promise<LiveNote> | undefined;
  const started = (): Promise<LiveNote> => {
    starting ??= LiveNote.start(note, corpora === undefined ? [packed] : [corpora, packed], {
      onOutcome: (index, outcome) => views.get(index)?.show(outcome),
      onState: (index, state) => views.get(index)?.state(state),
    });
    return starting;
  };
  // A reader who comes near a control will soon want an answer from it.
  const main = document.getElementById('note');
  for (const type of ['pointerover', 'focusin'] as const)
    main?.addEventListener(type, ({ target }) => {
      if (target instanceof Element && target.closest('.sb-input, .editor')) void started();
    });
  return ({ index }) => ({
    setInput: (message: InputMessage) => {
      if (message.type !== 'input') return;
      controls.changed();
      void started().then(live => live.setInput(index, message.id, message.value));
    },
    edit: text => {
      controls.changed();
      void started().then(live => live.edit(index, text));
    },
  });
}

// The note is seen first; what makes it answer comes after the first frame.
requestAnimationFrame(() => setTimeout(() => void wake()));
