import pino from 'pino';
import pretty from 'pino-pretty';
import type { LogLevel } from '../config/config.ts';

export type Log = pino.Logger;

/**
 * JSON lines on standard output; readable lines on a terminal. Never bodies, cookies, tokens or e-mail addresses: what is logged of a
 * request is listed in `requestLine`, and what travels with errors is cut here (docs/security).
 */
export function openLog(level: LogLevel | null, { isTerminal }: { isTerminal: boolean }): Log {
  const options = logOptions(level ?? (isTerminal ? 'warn' : 'info'));
  return isTerminal ? pino(options, pretty({ translateTime: 'HH:MM:ss', ignore: 'reqId' })) : pino(options);
}

export function logOptions(level: LogLevel): pino.LoggerOptions {
  return {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: presentError },
  };
}

export function silentLog(): Log {
  return pino({ level: 'silent' });
}

/** An error without the values it was about: pg's `detail` and `where` repeat rows, HTTP errors carry requests. */
function presentError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return {
    type: error.name,
    message: withoutAddresses(error.message),
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    stack: withoutAddresses(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: presentError(error.cause) }),
  };
}

function withoutAddresses(text: string): string {
  return text.replace(/[^\s@"'<>()]+@[^\s@"'<>()]+\.[^\s@"'<>()]+/g, '[e-mail]');
}
