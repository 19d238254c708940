/** How often each thing happened, by its name, in the order in which it first did. */
export class Count {
  readonly #times = new Map<string, number>();

  add(name: string, times = 1): void {
    this.#times.set(name, (this.#times.get(name) ?? 0) + times);
  }

  of(name: string): number {
    return this.#times.get(name) ?? 0;
  }

  get total(): number {
    return [...this.#times.values()].reduce((sum, times) => sum + times, 0);
  }

  /** Most frequent first. */
  toJSON(): Record<string, number> {
    return Object.fromEntries([...this.#times].sort(([, a], [, b]) => b - a));
  }
}
