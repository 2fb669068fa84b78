import type { ActivationFunction, RendererApi } from 'vscode-notebook-renderer';

/** Puts a renderer into a page as VS Code does; `metadata` is that of every output. */
export function host(
  activate: ActivationFunction,
  metadata?: unknown,
): {
  readonly messages: unknown[];
  readonly render: (id: string, payload: unknown, element?: HTMLElement) => HTMLElement;
  readonly dispose: (id?: string) => void;
} {
  const messages: unknown[] = [];
  const context = {
    setState: () => {},
    getState: () => undefined,
    getRenderer: async () => undefined,
    postMessage: (message: unknown) => {
      messages.push(message);
    },
    workspace: { isTrusted: true },
  };
  const api = activate(context) as RendererApi;
  const elements = new Map<string, HTMLElement>();
  return {
    messages,
    render: (id, payload, given) => {
      const element = given ?? elements.get(id) ?? document.createElement('div');
      elements.set(id, element);
      document.body.append(element);
      const text = payload === undefined ? 'not json' : JSON.stringify(payload);
      const item = {
        id,
        mime: 'application/json',
        metadata,
        text: () => text,
        json: () => JSON.parse(text),
        data: () => new TextEncoder().encode(text),
        blob: () => new Blob([text]),
      };
      void api.renderOutputItem(item, element, new AbortController().signal);
      return element;
    },
    dispose: id => api.disposeOutputItem?.(id),
  };
}

/** The next animation frame. */
export const frame = (): Promise<void> => new Promise(resolve => requestAnimationFrame(() => resolve()));
