import { track } from '../../src/views/kinds/track';
import { rendererOf } from '../shared/renderer';

export const activate = rendererOf(track);
