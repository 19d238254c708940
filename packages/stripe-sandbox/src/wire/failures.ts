/** Why something was refused, as it is kept in `last_payment_error` too. */
export interface ErrorWords {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  code?: string;
  decline_code?: string;
  message: string;
  param?: string;
  charge?: string;
  doc_url?: string;
  advice_code?: string;
  network_decline_code?: string;
}

/** The `error` member of every unsuccessful answer, https://docs.stripe.com/api/errors */
export interface ErrorBody extends ErrorWords {
  payment_intent?: object;
  payment_method?: object;
  setup_intent?: object;
}

/** Thrown when a request cannot be carried out at all; whatever it had written is rolled back. */
export class RequestFailure extends Error {
  readonly status: number;
  readonly body: ErrorBody;

  constructor(status: number, body: ErrorBody) {
    super(body.message);
    this.status = status;
    this.body = body.code === undefined ? body : { ...body, doc_url: docUrl(body.code) };
  }
}

/** Returned, not thrown, when the bank says no: what was written (failed charge, last error, events) stays. */
export class Refusal {
  readonly body: ErrorBody;
  readonly status: number;

  constructor(body: ErrorBody, status = 402) {
    this.body = body;
    this.status = status;
  }
}

export function invalid(message: string, facts: Partial<ErrorBody> = {}): RequestFailure {
  return new RequestFailure(400, { type: 'invalid_request_error', message, ...facts });
}

/** `status` is 404 for the object in the path, 400 for one named in a parameter, as Stripe answers. */
export function missing(noun: string, id: string, param = 'id', status = 404): RequestFailure {
  const message = `No such ${noun}: '${id}'`;
  return new RequestFailure(status, { type: 'invalid_request_error', code: 'resource_missing', message, param });
}

export function docUrl(code: string): string {
  return `https://docs.stripe.com/error-codes/${code.replaceAll('_', '-')}`;
}
