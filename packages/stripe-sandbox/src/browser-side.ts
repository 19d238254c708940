import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerChallenge, intentOf, isAsked, type Outcome } from './challenge/challenge.ts';
import { cardFramePage } from './pages/card-frame-page.ts';
import { challengePage } from './pages/challenge-page.ts';
import { depositsPage, mandatePage, receiptPage } from './pages/paper-page.ts';
import type { SandboxSettings } from './settings.ts';
import { type DoorParts, ownTx } from './wire/door.ts';
import { invalid, missing } from './wire/failures.ts';

/** The files under src/ that browsers get, by their own path, so that the imports between them hold. */
const SERVED = [
  'browser/card-format.ts',
  'browser/card-frame.css',
  'browser/card-frame.ts',
  'browser/challenge-overlay.ts',
  'browser/challenge.css',
  'browser/challenge.ts',
  'browser/confirm.ts',
  'browser/words.ts',
  'cards/brands.ts',
];
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/** `/v3/…`: the browser script, the card form, the bank's challenge page, and the answers given on it. */
export function openBrowserSide(app: FastifyInstance, parts: DoorParts, settings: SandboxSettings): void {
  // Any page may load the script and its modules: they hold nothing, and modules are fetched with CORS.
  const script = `(() => {\n${read('browser/stripe.ts')}\n})();\n`;
  for (const path of ['/v3', '/v3/', '/endive/stripe.js'])
    app.get(path, (_request, reply) => sendFile(reply, script, 'stripe.ts'));
  for (const file of SERVED) {
    const text = read(file);
    app.get(`/v3/${file}`, (_request, reply) => sendFile(reply, text, file));
  }
  app.get('/v3/card-frame', (request, reply) => {
    const { locale, theme, parent } = query(request.query);
    return sendPage(reply, cardFramePage({ locale, theme, parent }));
  });
  app.get('/v3/challenge', (request, reply) => {
    const { client_secret: secret, locale: asked, theme, parent } = query(request.query);
    const locale = asked || (request.headers['accept-language'] ?? '');
    const found = intentOf(ownTx(parts), secret);
    const subject =
      found !== undefined && isAsked(found.intent) ? { ...found, merchantName: settings.merchantName } : undefined;
    return sendPage(reply, challengePage({ locale, theme, parent }, secret, subject));
  });
  openPapers(app, parts);
  app.post('/v3/challenge', (request, reply) => {
    const { secret, outcome } = answerFrom(request.body);
    const returnTo = parts.store.transaction(() => {
      const tx = ownTx(parts);
      const found = intentOf(tx, secret);
      if (found === undefined) throw missing('intent', secret.split('_secret_', 1)[0] ?? '', 'client_secret');
      return answerChallenge(tx, found.intent, outcome);
    });
    parts.committed();
    return reply.send({ return_to: returnTo });
  });
}

/** The pages that objects point to; their ids cannot be guessed. */
function openPapers(app: FastifyInstance, parts: DoorParts): void {
  const languageOf = ({ headers }: FastifyRequest): string => headers['accept-language'] ?? '';
  app.get('/receipts/:id', (request, reply) =>
    sendPage(reply, receiptPage(languageOf(request), ownTx(parts).get('charge', idIn(request)))),
  );
  app.get('/mandates/:id', (request, reply) =>
    sendPage(reply, mandatePage(languageOf(request), ownTx(parts).get('mandate', idIn(request)))),
  );
  app.get('/microdeposits', (request, reply) => sendPage(reply, depositsPage(languageOf(request))));
}

function idIn(request: FastifyRequest): string {
  return (request.params as { id: string }).id;
}

function read(file: string): string {
  const text = readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8');
  return file.endsWith('.ts') ? stripTypeScriptTypes(text) : text;
}

function sendFile(reply: FastifyReply, text: string, file: string): FastifyReply {
  const type = file.endsWith('.css') ? 'text/css' : 'text/javascript';
  return reply
    .headers({
      'access-control-allow-origin': '*',
      'cache-control': 'no-cache',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    })
    .type(`${type}; charset=utf-8`)
    .send(text);
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply
    .headers({
      'cache-control': 'no-store',
      'content-security-policy': PAGE_POLICY,
      'cross-origin-resource-policy': 'cross-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .type('text/html; charset=utf-8')
    .send(page);
}

type PageQuery = Record<'client_secret' | 'locale' | 'parent' | 'theme', string>;

function query(given: unknown): PageQuery {
  const text = (name: keyof PageQuery): string => {
    const value = (given as Record<string, unknown>)[name];
    return typeof value === 'string' ? value : '';
  };
  return { client_secret: text('client_secret'), locale: text('locale'), parent: text('parent'), theme: text('theme') };
}

const OUTCOMES: readonly Outcome[] = ['complete', 'fail', 'cancel'];

function answerFrom(body: unknown): { secret: string; outcome: Outcome } {
  const { client_secret: secret, outcome } = (body ?? {}) as Record<string, unknown>;
  const chosen = OUTCOMES.find((one) => one === outcome);
  if (typeof secret !== 'string' || chosen === undefined)
    throw invalid(`client_secret and outcome (${OUTCOMES.join(', ')}) are needed.`);
  return { secret, outcome: chosen };
}
