export const EXTENSION_ID = 'scalebook.scalebook';
export const NOTEBOOK_TYPE = 'scalebook';
export const CONTROLLER_ID = 'scalebook';
/** The renderer of controls, which sends their positions. */
export const INPUT_RENDERER = 'scalebook-input';
