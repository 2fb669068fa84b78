/** The host of a URL in lower case, without `www.`; undefined where the text is no URL. */
export function hostOf(url: string): string | undefined {
  const match = /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^/?#@]*@)?([^/?#:]+)|^([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?=[/:?#]|$)/i.exec(
    url.trim(),
  );
  const host = match?.[1] ?? match?.[2];
  return host
    ?.toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '');
}

const pathKey = (url: string) =>
  url
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:/, '')
    .replace(/^\/\//, '')
    .replace(/^www\./, '')
    .replace(/\/+$/, '');

/**
 * Matches a document's URL against a list of domains (`example.com` also means its subdomains) and of pages or folders
 * (`example.com/forum`). Lines that are empty or begin with `#` are comments.
 */
export function createUrlFinder(entries: readonly string[]): (url: string) => string | undefined {
  const domains = new Set<string>();
  const paths = new Set<string>();
  for (const raw of entries) {
    const entry = raw.trim();
    if (entry === '' || entry.startsWith('#')) continue;
    const key = pathKey(entry);
    if (key.includes('/')) paths.add(key);
    else domains.add(hostOf(key) ?? key);
  }
  return url => {
    const host = hostOf(url);
    if (host === undefined) return undefined;
    for (let rest = host; rest !== ''; ) {
      if (domains.has(rest)) return rest;
      const dot = rest.indexOf('.');
      rest = dot < 0 ? '' : rest.slice(dot + 1);
    }
    if (paths.size === 0) return undefined;
    for (let key = pathKey(url).replace(/[?#].*$/, ''); key.includes('/'); key = key.slice(0, key.lastIndexOf('/'))) {
      if (paths.has(key)) return key;
    }
    return undefined;
  };
}
