import { createServer, type Socket } from 'node:net';
import { messageCutter } from '../load/http-message.ts';

/**
 * A gateway that says yes at once, as its own process, so that a figure of paying is Betalt's and not a gateway's: Stripe's answer to a
 * confirmed PaymentIntent, in full length. It counts what it charged: `GET /charges` answers that number.
 */
const server = createServer(serve);
let charges = 0;

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${JSON.stringify({ port: typeof address === 'object' ? address?.port : undefined })}\n`);
});

function serve(socket: Socket): void {
  socket.setNoDelay(true);
  const cutter = messageCutter((head) => socket.write(answerTo(head)));
  socket.on('data', (chunk) => cutter.take(chunk));
  // A client that went away needs no answer.
  socket.on('error', () => socket.destroy());
}

function answerTo(head: string): string {
  if (head.startsWith('POST /v1/payment_intents ')) {
    charges += 1;
    return ok(charged(charges));
  }
  if (head.startsWith('GET /charges ')) return ok(JSON.stringify({ charges }));
  return ok('{"object":"list","data":[],"has_more":false,"url":"/v1/events"}');
}

function ok(body: string): string {
  return `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nRequest-Id: req_bench\r\n\r\n${body}`;
}

// Members of docs.stripe.com/api/payment_intents/object; only `id` differs from one to the next.
const INTENT = JSON.stringify({
  object: 'payment_intent',
  amount: 10_000,
  amount_capturable: 0,
  amount_details: { tip: {} },
  amount_received: 10_000,
  application: null,
  application_fee_amount: null,
  automatic_payment_methods: null,
  canceled_at: null,
  cancellation_reason: null,
  capture_method: 'automatic',
  client_secret: 'pi_bench_secret_bench',
  confirmation_method: 'automatic',
  created: 1_760_000_000,
  currency: 'nok',
  customer: 'cus_bench',
  description: 'Invoice',
  last_payment_error: null,
  latest_charge: 'ch_bench',
  livemode: false,
  metadata: {},
  next_action: null,
  on_behalf_of: null,
  payment_method: 'pm_bench',
  payment_method_options: {
    card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
  },
  payment_method_types: ['card'],
  processing: null,
  receipt_email: null,
  review: null,
  setup_future_usage: null,
  shipping: null,
  source: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  status: 'succeeded',
  transfer_data: null,
  transfer_group: null,
});

function charged(number: number): string {
  return `{"id":"pi_bench_${number}",${INTENT.slice(1)}`;
}
