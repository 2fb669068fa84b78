import { allLaws, findLaw } from '../../../science/laws/laws';
import { table } from '../../values/make';
import type { Table } from '../../values/value';
import { namespace } from '../namespaces';
import { sourceText } from './sourcing';

/** `laws` as a table: what each says of itself. */
function lawsTable(): Table {
  const all = allLaws();
  return table(
    {
      name: all.map(law => law.name),
      title: all.map(law => law.title),
      formula: all.map(law => law.form.formula),
      answers: all.map(law => law.abilities.join(', ')),
      loss: all.map(law => law.conventions.loss),
      params: all.map(law => law.conventions.params),
      flops: all.map(law => law.conventions.flops),
      data: all.map(law => law.conventions.data),
      source: all.map(law => sourceText(law.citation)),
    },
    { title: 'laws' },
  );
}

/** `laws.*`: the published laws. */
export const lawsNamespace = namespace(
  'laws',
  allLaws().map(law => law.name),
  name => {
    const law = findLaw(name);
    return law && { kind: 'law', law };
  },
  { table: lawsTable },
);
