import { emergence } from '../../src/views/kinds/emergence';
import { rendererOf } from '../shared/renderer';

export const activate = rendererOf(emergence);
