export type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with one variable, in words that a host can act on. Values are left out where they may be secrets. */
export interface ConfigProblem {
  readonly variable: string;
  readonly wrong: string;
  readonly goodValue: string;
}

/**
 * Reads variables one by one and keeps every problem, so that a host sees all of them at once.
 * An empty variable counts as absent, as shells and compose files write it.
 */
export class Reader {
  readonly problems: ConfigProblem[] = [];
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  refuse(variable: string, wrong: string, { goodValue }: { goodValue: string }): void {
    this.problems.push({ variable, wrong, goodValue });
  }

  optionalText(variable: string): string | null {
    const value = this.#environment[variable]?.trim();
    return value === undefined || value === '' ? null : value;
  }

  text(variable: string, otherwise: string): string {
    return this.optionalText(variable) ?? otherwise;
  }

  oneOf<T extends string>(variable: string, words: readonly T[]): T | null {
    const value = this.optionalText(variable);
    if (value === null) return null;
    const word = words.find((each) => each === value.toLowerCase());
    if (word === undefined) this.refuse(variable, `is "${value}"`, { goodValue: words.join(', ') });
    return word ?? null;
  }

  flag(variable: string): boolean | null {
    const value = this.oneOf(variable, ['0', '1', 'false', 'true']);
    return value === null ? null : value === '1' || value === 'true';
  }

  count(variable: string, otherwise: number): number {
    return this.#integer(variable, otherwise, 1_000_000, 'a whole number, 0 or more');
  }

  port(variable: string, otherwise: number): number {
    return this.#integer(
      variable,
      otherwise,
      65_535,
      `a port from 1 to 65535 such as ${otherwise}, or 0 for a free one`,
    );
  }

  /** null when the variable says `off`. */
  optionalPort(variable: string, otherwise: number): number | null {
    return this.optionalText(variable)?.toLowerCase() === 'off' ? null : this.port(variable, otherwise);
  }

  host(variable: string, otherwise: string): string {
    const value = this.text(variable, otherwise);
    if (/^[A-Za-z0-9.:_-]+$/.test(value)) return value;
    this.refuse(variable, `is "${value}", not a name or address to listen on`, { goodValue: '127.0.0.1 or 0.0.0.0' });
    return otherwise;
  }

  databaseUrl(variable: string): string | null {
    const value = this.optionalText(variable);
    if (value === null || (URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol))) return value;
    this.refuse(variable, 'is not a PostgreSQL URL', { goodValue: 'postgres://user:password@host:5432/betalt' });
    return null;
  }

  /** A mail server; whoever reads the message may not see the password in it. */
  smtpUrl(variable: string): string | null {
    const value = this.optionalText(variable);
    if (value === null) return null;
    const url = URL.canParse(value) ? new URL(value) : null;
    if (url && /^smtps?:$/.test(url.protocol) && url.hostname !== '') return value;
    this.refuse(variable, 'is not the address of a mail server', {
      goodValue: 'smtps://user:password@mail.example:465',
    });
    return null;
  }

  /** Scheme, host and port only: paths are Betalt's own. */
  origin(variable: string): string | null {
    const value = this.optionalText(variable);
    if (value === null) return null;
    const url = URL.canParse(value) ? new URL(value) : null;
    if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '') return url.origin;
    this.refuse(variable, `is "${value}"`, { goodValue: 'https://billing.example.com' });
    return null;
  }

  secret(variable: string, leastCharacters: number): string | null {
    const value = this.optionalText(variable);
    if (value === null || value.length >= leastCharacters) return value;
    this.refuse(variable, `has ${value.length} characters, which can be guessed`, {
      goodValue: `at least ${leastCharacters} random characters, such as openssl rand -base64 32 prints`,
    });
    return null;
  }

  #integer(variable: string, otherwise: number, most: number, goodValue: string): number {
    const value = this.optionalText(variable);
    if (value === null) return otherwise;
    if (/^\d{1,9}$/.test(value) && Number(value) <= most) return Number(value);
    this.refuse(variable, `is "${value}"`, { goodValue });
    return otherwise;
  }
}
