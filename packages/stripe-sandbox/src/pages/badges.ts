import { type Html, html } from './html.ts';

interface Badge {
  readonly brand: string;
  readonly label: string;
  /** Shown before anything is typed. */
  readonly first?: true;
  readonly picture: Html;
}

/** Plain marks of our own drawing that tell the brands apart. */
const BADGES: readonly Badge[] = [
  { brand: 'visa', label: 'Visa', first: true, picture: lettered('#1a3fb0', 'VISA') },
  { brand: 'mastercard', label: 'Mastercard', first: true, picture: circles('#d9342b', '#f2a33a') },
  { brand: 'amex', label: 'American Express', first: true, picture: lettered('#1f72cd', 'AMEX') },
  { brand: 'discover', label: 'Discover', picture: lettered('#a44a08', 'DISC') },
  { brand: 'diners', label: 'Diners Club', picture: lettered('#0a5a8a', 'DINE') },
  { brand: 'jcb', label: 'JCB', picture: lettered('#17703a', 'JCB') },
  { brand: 'unionpay', label: 'UnionPay', picture: lettered('#0b6470', 'UP') },
];

export function badges(): Html {
  return html`${BADGES.map(
    ({ brand, label, first, picture }) =>
      html`<svg class="badge" role="img" aria-label="${label}" viewBox="0 0 36 24" data-badge="${brand}" ${first ? FIRST : HIDDEN}>${picture}<rect class="badge-edge" x="0.5" y="0.5" width="35" height="23" rx="3.5"/></svg>`,
  )}`;
}

const FIRST: Html = { html: 'data-first' };
const HIDDEN: Html = { html: 'hidden' };

function lettered(colour: string, letters: string): Html {
  const size = letters.length > 3 ? 10 : 11;
  return html`<rect x="0" y="0" width="36" height="24" rx="4" fill="${colour}"/><text x="18" y="${12 + size * 0.36}" fill="#fff" font-size="${size}" font-weight="700" font-style="italic" text-anchor="middle" font-family="Arial, sans-serif">${letters}</text>`;
}

function circles(left: string, right: string): Html {
  return html`<rect x="0" y="0" width="36" height="24" rx="4" fill="#20242c"/><circle cx="14.5" cy="12" r="6.5" fill="${left}"/><circle cx="21.5" cy="12" r="6.5" fill="${right}" fill-opacity="0.85"/>`;
}
