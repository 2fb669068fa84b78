import type { Law } from '../../../science/laws/law';
import { chinchilla, chinchillaRounded } from '../../../science/laws/published/chinchilla';
import { epoch } from '../../../science/laws/published/epoch';
import { kaplan } from '../../../science/laws/published/kaplan';
import { namespace } from '../namespaces';

const published: readonly Law[] = [kaplan, chinchilla, chinchillaRounded, epoch];

/** `laws.*`: the published laws. */
export const lawsNamespace = namespace(
  'laws',
  published.map(law => law.name),
  name => {
    const law = published.find(one => one.name === name);
    return law && { kind: 'law', law };
  },
);
