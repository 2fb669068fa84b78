import { findSource } from '../../../../science/facts/sources';

/** "llama3, Table 4" as "Dubey et al. 2024, Table 4"; what names no source stays as it is. */
export const readable = (source: string): string => source.split('; ').map(readableOne).join('; ');

function readableOne(source: string): string {
  const [key = '', ...place] = source.split(', ');
  const known = findSource(key);
  return known ? [`${known.authors} ${known.year}`, ...place].filter(part => part !== '').join(', ') : source;
}
