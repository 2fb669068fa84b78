// @vitest-environment happy-dom
import { config } from '@vscode/l10n';
import { afterEach, expect, it, vi } from 'vitest';
import * as sample from '../../samples/views';
import { host } from './host';

afterEach(() => {
  config({ contents: {} });
  vi.resetModules();
});

/** The renderer of a page of its own, which has loaded no messages yet. */
const renderer = async () => (await import('../../../renderers/calibration')).activate;

it('draws at once, in English, where no other language is asked for', async () => {
  for (const metadata of [undefined, { language: 'en' }, { language: 'fr' }, { language: 5 }]) {
    const element = host(await renderer(), metadata).render('1', sample.calibration);
    expect(element.textContent).toContain('confidence');
    expect(element.textContent).not.toMatch(/\p{Script=Han}/u);
  }
});

it('speaks the language that the output notes, and draws at once when it is loaded', async () => {
  const page = host(await renderer(), { scalebook: 'x', language: 'zh-cn' });
  const first = page.render('1', sample.calibration);
  await vi.waitFor(() => expect(first.textContent).toContain('置信度'));
  expect(page.render('2', sample.calibration).textContent).toContain('置信度');
});

it('draws nothing for an output that is gone before its messages come', async () => {
  const page = host(await renderer(), { language: 'zh-cn' });
  const element = page.render('1', sample.calibration);
  page.dispose('1');
  const other = page.render('2', sample.calibration);
  await vi.waitFor(() => expect(other.textContent).toContain('置信度'));
  expect(element.textContent).toBe('');
});
