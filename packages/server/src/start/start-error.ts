import { EmbeddedPostgresError } from '@betalt/embedded/postgres/embedded-postgres-error.ts';
import type { ConfigProblem } from '../config/config.ts';

/** Why Betalt cannot start, in one line, and what the host can do about it. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly remedy: string;
  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.remedy = remedy;
  }
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];
  constructor(problems: readonly ConfigProblem[]) {
    super('the configuration is not valid');
    this.problems = problems;
  }
}

/** @returns the lines for a terminal, or null for an error that nobody foresaw: that one is shown whole. */
export function explainFailure(error: unknown): string | null {
  if (error instanceof ConfigError) {
    return error.problems
      .map(({ variable, wrong, goodValue }) => `${variable} ${wrong}. A good value: ${goodValue}.`)
      .join('\n');
  }
  if (error instanceof StartError || error instanceof EmbeddedPostgresError) return `${error.message} ${error.remedy}`;
  return null;
}

/** The end of a process that could not do what it was asked: one line where the reason is known, else everything. */
export function endFailed(error: unknown): never {
  const whole = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`betalt: ${explainFailure(error) ?? whole}\n`);
  // What was begun (a database, a child) must not keep the process alive.
  process.exit(1);
}

/** What the operating system says about listening, by the variable that chose the port. */
export function fromListenFailure(
  error: unknown,
  { host, port, variable }: { host: string; port: number; variable: string },
): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const place = `${host}:${port}`;
  const options = { cause: error };
  if (code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} is taken: something else listens on ${place}.`,
      `Stop it, or set ${variable} to another port.`,
      options,
    );
  }
  if (code === 'EACCES') {
    return new StartError(
      `Port ${port} may not be listened on by this user.`,
      `Set ${variable} to a port above 1023.`,
      options,
    );
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new StartError(
      `${host} is no address of this machine.`,
      'Set BETALT_HOST to 127.0.0.1, or to 0.0.0.0 for all of them.',
      options,
    );
  }
  return error;
}
