import type { ErrorResponse } from '@betalt/contract/shared/arm.ts';

type ArmError = ErrorResponse['error'];

/** Codes that this side gives, where the server said nothing that could be read. */
export type OwnErrorCode = 'NetworkError' | 'UnreadableAnswer';

/**
 * A request that did not succeed. `message` is the server's sentence in the reader's language (of the two own codes,
 * English for the log: show those by their code). `status` is 0 when no answer came.
 */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly target: string | undefined;
  readonly details: NonNullable<ArmError['details']>;
  readonly additionalInfo: NonNullable<ArmError['additionalInfo']>;
  readonly correlationId: string | undefined;
  /** Seconds that the server asks to wait (Retry-After), where it does. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    error: ArmError,
    facts: { status: number; correlationId?: string; retryAfterSeconds?: number; cause?: unknown },
  ) {
    super(error.message, { cause: facts.cause });
    this.name = 'ApiError';
    this.code = error.code;
    this.status = facts.status;
    this.target = error.target;
    this.details = error.details ?? [];
    this.additionalInfo = error.additionalInfo ?? [];
    this.correlationId = facts.correlationId;
    this.retryAfterSeconds = facts.retryAfterSeconds;
  }

  /** The facts of one kind, e.g. `info('Decline')`. */
  info(type: string): Record<string, unknown> | undefined {
    return this.additionalInfo.find((entry) => entry.type === type)?.info;
  }
}

export function isApiError(error: unknown): error is ApiError {
  return error instanceof ApiError;
}

/** No answer came: it is not known whether the server acted. Safe to send again with the same idempotency key. */
export function isNetworkError(error: unknown): error is ApiError {
  return isApiError(error) && error.status === 0;
}

/** Only a clear no is a no: after anything else the server may have acted. Sent again with the same idempotency key it acts once. */
export function mayHaveBeenDone({ status }: Pick<ApiError, 'status'>): boolean {
  return status === 0 || status >= 500 || status === 429 || status === 408;
}

/** The caller may not see or do this (403), or is told that it does not exist (404): asking again changes nothing. */
export function isRefused(error: unknown): error is ApiError {
  return isApiError(error) && (error.status === 403 || error.status === 404);
}

/** Reads the ARM error out of an answer; whatever cannot be read becomes `UnreadableAnswer` with the status. */
export function toApiError(response: Response, body: unknown): ApiError {
  const facts = {
    status: response.status,
    ...optional('correlationId', response.headers.get('x-ms-correlation-request-id') ?? undefined),
    ...optional('retryAfterSeconds', seconds(response.headers.get('retry-after'))),
  };
  if (isErrorResponse(body)) return new ApiError(body.error, facts);
  const message = `The server answered ${response.status} without an error that can be read.`;
  return new ApiError({ code: 'UnreadableAnswer' satisfies OwnErrorCode, message }, facts);
}

function isErrorResponse(body: unknown): body is ErrorResponse {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false;
  const { error } = body;
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error;
}

function seconds(header: string | null): number | undefined {
  if (header === null) return undefined;
  const value = Number(header);
  return Number.isFinite(value) ? value : undefined;
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
