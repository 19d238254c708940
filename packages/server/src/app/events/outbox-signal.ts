/** Tells this process's live stream that an event has just been committed here, so that it need not wait for its next look. */
export interface OutboxSignal {
  notify(): void;
  /** @returns the function that ends the listening. */
  listen(listener: () => void): () => void;
}

export function outboxSignal(): OutboxSignal {
  const listeners = new Set<() => void>();
  return {
    notify: () => {
      for (const listener of listeners) listener();
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
