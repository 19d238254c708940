import { type ChallengeWords, type Locale, localeOf, wordsIn } from '../browser/words.ts';
import { toMajor } from '../payment-intents/amounts.ts';
import type { PaymentIntent, PaymentMethod, SetupIntent } from '../store/kinds.ts';
import { type Html, html } from './html.ts';

export interface ChallengeQuery {
  readonly locale: string;
  readonly theme: string;
  /** The origin of the page that opened it in place; empty when the payer was sent here by redirect. */
  readonly parent: string;
}
export interface ChallengeSubject {
  readonly intent: PaymentIntent | SetupIntent;
  readonly method: PaymentMethod | undefined;
  readonly merchantName: string;
}

/** The bank's page. `subject` is undefined when nothing (any more) waits for the holder. */
export function challengePage(query: ChallengeQuery, secret: string, subject: ChallengeSubject | undefined): string {
  const locale = localeOf(query.locale);
  const words = wordsIn(locale).challenge;
  const title = subject?.intent.object === 'setup_intent' ? words.saveTitle : words.payTitle;
  return html`<!doctype html>
<html lang="${locale}" data-theme="${query.theme === 'night' ? 'night' : 'stripe'}" data-parent="${query.parent}" data-secret="${secret}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.frameTitle}</title>
<link rel="stylesheet" href="/v3/browser/challenge.css">
<script type="module" src="/v3/browser/challenge.ts"></script>
</head>
<body>
<div class="dialog" role="dialog" aria-modal="true" aria-labelledby="title" aria-describedby="intro">
<header><span class="bank">${SHIELD}${words.bank}</span>
<button type="button" class="close" data-outcome="cancel" disabled aria-label="${words.close}">${CROSS}</button></header>
<h1 id="title">${title}</h1>
${subject === undefined ? html`<p id="intro">${words.gone}</p>` : question(words, locale, subject)}
<p class="trouble" role="alert" data-trouble hidden>${words.trouble}</p>
<p class="note">${words.note}</p>
</div>
</body>
</html>`.html;
}

function question(words: ChallengeWords, locale: Locale, { intent, method, merchantName }: ChallengeSubject): Html {
  const amount = intent.object === 'payment_intent' ? row(words.amount, money(intent, locale), 'amount') : { html: '' };
  const card = method?.card === undefined ? { html: '' } : row(words.card, `•••• ${method.card.last4}`, 'card');
  return html`<p id="intro">${words.intro}</p>
<dl>${row(words.merchant, merchantName, 'merchant')}${amount}${card}</dl>
<div class="actions">
<button type="button" class="primary" data-outcome="complete" disabled>${words.complete}</button>
<button type="button" class="secondary" data-outcome="fail" disabled>${words.fail}</button>
</div>`;
}

function row(term: string, value: string, name: string): Html {
  return html`<div class="fact ${name}"><dt>${term}</dt><dd>${value}</dd></div>`;
}

function money(intent: PaymentIntent, locale: Locale): string {
  const style = { style: 'currency', currency: intent.currency.toUpperCase(), currencyDisplay: 'code' } as const;
  return new Intl.NumberFormat(locale === 'nb' ? 'nb-NO' : 'en-US', style).format(
    toMajor(intent.amount, intent.currency),
  );
}

const SHIELD = html`<svg aria-hidden="true" viewBox="0 0 20 20"><path d="M10 1.5 3 4.2v5c0 4.3 2.9 7.8 7 9.3 4.1-1.5 7-5 7-9.3v-5z"/><path class="tick" d="m6.8 9.9 2.3 2.3 4.2-4.4"/></svg>`;
const CROSS = html`<svg aria-hidden="true" viewBox="0 0 16 16"><path d="m3.5 3.5 9 9m0-9-9 9"/></svg>`;
