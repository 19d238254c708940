/** A condition that only a bug can break. The request dies, the log has all, the client gets a correlation id. */
export class AssertionFailure extends Error {
  override readonly name = 'AssertionFailure';
}

/** @throws AssertionFailure when `condition` is falsy: a bug, never an answer to a user. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionFailure(message);
}

/** Makes a switch exhaustive: a case that is not handled does not compile. */
export function assertNever(value: never): never {
  throw new AssertionFailure(`unhandled case: ${String(value)}`);
}
