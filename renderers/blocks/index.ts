import { blocks } from '../../src/views/kinds/blocks';
import { rendererOf } from '../shared/renderer';

export const activate = rendererOf(blocks);
