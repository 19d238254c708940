/** Conditions joined by and, with their parameters numbered as they come: no value ever stands in the text. */
export class Conditions {
  readonly values: unknown[] = [];
  readonly #texts: string[] = [];

  /** `write` gets a function that takes a value and answers its placeholder. */
  add(write: (placeholder: (value: unknown) => string) => string): void {
    this.#texts.push(write((value) => this.parameter(value)));
  }

  parameter(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  get text(): string {
    return this.#texts.length === 0 ? 'true' : this.#texts.join(' and ');
  }
}
