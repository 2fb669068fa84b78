import type { Stage } from '../stage';

/** One run over the corpus: it judges by the stages from `from` to before `to`, and may survey for the stage at `to`. */
export interface Pass {
  readonly name: string;
  /** Stages before `from` were judged by earlier passes; only what changes text runs again. */
  readonly from: number;
  readonly to: number;
  /** The survey (of the corpus stage at `to`) that this pass makes; undefined in the last pass, which writes. */
  readonly survey?: number;
}

/** The passes that a list of stages needs: one per survey, and the one that writes. */
export function passesOf(stages: readonly Stage[]): Pass[] {
  const passes: Pass[] = [];
  let from = 0;
  stages.forEach((stage, at) => {
    if (stage.kind !== 'corpus') return;
    stage.surveys.forEach((survey, k) => {
      passes.push({ name: `${at + 1}-${stage.name}-${survey.name}`, from: k === 0 ? from : at, to: at, survey: k });
    });
    if (stage.surveys.length > 0) from = at;
  });
  passes.push({ name: 'write', from, to: stages.length });
  return passes;
}
