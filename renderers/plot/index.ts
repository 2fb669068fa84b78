import { plot } from '../../src/views/kinds/plot';
import { rendererOf } from '../shared/renderer';

export const activate = rendererOf(plot);
