import { table } from '../../src/views/kinds/table';
import { rendererOf } from '../shared/renderer';

export const activate = rendererOf(table);
