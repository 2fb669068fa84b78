/** Marks, in the list of sections, the one that is being read: the last whose heading has passed the top of the window. */
export function followSections(main: HTMLElement): void {
  const links = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>('nav.outline a')].map(link => [
      decodeURIComponent(link.hash.slice(1)),
      link,
    ]),
  );
  const headings = [...main.querySelectorAll('h2')].filter(heading => links.has(heading.id));
  if (headings.length === 0) return;
  const mark = (): void => {
    const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    const read = headings.filter(heading => heading.getBoundingClientRect().top < innerHeight / 4);
    const now = isAtEnd ? headings.at(-1) : read.at(-1);
    for (const [id, link] of links) {
      if (now?.id === id) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
  };
  let frame = 0;
  addEventListener(
    'scroll',
    () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(mark);
    },
    { passive: true },
  );
  mark();
}
