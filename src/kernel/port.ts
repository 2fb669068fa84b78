/** The two ends of a message port, whatever kind of worker it belongs to. */
export interface Port {
  post(message: unknown): void;
  on(listener: (message: unknown) => void): void;
}
