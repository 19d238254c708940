import { localeOf, wordsIn } from '../browser/words.ts';
import { badges } from './badges.ts';
import { type Html, html } from './html.ts';

export interface FrameQuery {
  readonly locale: string;
  readonly theme: string;
  /** The origin of the page that embeds the form: nobody else is listened to. */
  readonly parent: string;
}

/** The document of the payment element. */
export function cardFramePage(query: FrameQuery): string {
  const locale = localeOf(query.locale);
  const words = wordsIn(locale);
  return html`<!doctype html>
<html lang="${locale}" data-theme="${query.theme === 'night' ? 'night' : 'stripe'}" data-parent="${query.parent}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.frameTitle}</title>
<link rel="stylesheet" href="/v3/browser/card-frame.css">
<script type="module" src="/v3/browser/card-frame.ts"></script>
</head>
<body>
<section aria-label="${words.frameTitle}">
${field({ id: 'number', word: 'cardNumber', label: words.cardNumber, placeholder: '1234 1234 1234 1234', autocomplete: 'cc-number', extra: html`<span class="badges">${badges()}</span>` })}
<div class="row">
${field({ id: 'expiry', word: 'expiry', label: words.expiry, placeholder: words.expiryHint, autocomplete: 'cc-exp' })}
${field({ id: 'cvc', word: 'securityCode', label: words.securityCode, placeholder: words.securityCodeHint, autocomplete: 'cc-csc', extra: CODE_PLACE })}
</div>
<p class="hint"><strong data-word="testMode">${words.testMode}</strong> <span data-word="testHint">${words.testHint}</span></p>
</section>
</body>
</html>`.html;
}

interface FieldParts {
  readonly id: string;
  readonly word: string;
  readonly label: string;
  readonly placeholder: string;
  readonly autocomplete: string;
  readonly extra?: Html;
}

/** A card with its code marked: where to look for it. */
const CODE_PLACE = html`<svg class="code-place" aria-hidden="true" viewBox="0 0 30 20"><rect x="0.75" y="0.75" width="28.5" height="18.5" rx="3"/><path d="M1 6.5h28"/><rect class="code-mark" x="17" y="10.5" width="9" height="5" rx="2.5"/></svg>`;

function field({ id, word, label, placeholder, autocomplete, extra }: FieldParts): Html {
  return html`<div class="field">
<label for="${id}" data-word="${word}">${label}</label>
<div class="box"><input id="${id}" name="${id}" inputmode="numeric" autocomplete="${autocomplete}" placeholder="${placeholder}" aria-describedby="${id}-error" aria-required="true" spellcheck="false" autocorrect="off">${extra ?? { html: '' }}</div>
<p class="error" id="${id}-error" role="alert" hidden></p>
</div>`;
}
