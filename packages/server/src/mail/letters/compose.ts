import { enUs } from './en-us.ts';
import { type Formats, formatsFor } from './formats.ts';
import { htmlMail } from './html-mail.ts';
import type { Letter, MailLanguage, Why } from './letter.ts';
import { letterRows } from './letter-rows.ts';
import { letterUrl } from './letter-url.ts';
import type { MailPage, Mood } from './mail-page.ts';
import { nbNo } from './nb-no.ts';
import { portalLinks } from './portal-links.ts';
import { textMail } from './text-mail.ts';
import type { Names, Wording, Words } from './words.ts';

export interface ComposeContext {
  readonly language: MailLanguage;
  readonly why: Why;
  readonly issuerName: string;
  readonly customerName: string;
  /** Name of the billing account in addresses. */
  readonly accountName: string;
  readonly portalUrl: string;
}

export interface ComposedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

const WORDS: Readonly<Record<MailLanguage, Words>> = { 'en-US': enUs, 'nb-NO': nbNo };

/** A letter in its reader's language, as HTML and as text. The subject has at most 78 characters (RFC 5322, 2.1.1). */
export function compose(letter: Letter, context: ComposeContext): ComposedMail {
  const page = pageOf(letter, context);
  return { subject: page.subject, html: htmlMail(page), text: textMail(page) };
}

function pageOf(
  letter: Letter,
  { language, why, issuerName, customerName, accountName, portalUrl }: ComposeContext,
): MailPage {
  const words = WORDS[language];
  const formats = formatsFor(language);
  const names = { issuer: issuerName, customer: customerName };
  const links = portalLinks(portalUrl, accountName);
  const wording = wordingOf(words, letter, formats, names);
  return {
    language,
    issuerName,
    mood: MOODS[letter.kind],
    subject: oneLine(wording.subject, 78),
    heading: wording.heading,
    paragraphs: wording.paragraphs,
    rows: letterRows(letter, words, formats, names),
    button: wording.button === null ? null : { label: wording.button, url: letterUrl(letter, links) },
    closing: wording.closing ?? null,
    foot: [words.why[why](names), words.sentBy(names)],
    portal: { label: words.openPortal, url: links.home },
  };
}

function wordingOf(words: Words, letter: Letter, formats: Formats, names: Names): Wording {
  // The table has one function a kind, each of its own letter; that they match is what the type of the table says.
  const write = words.letters[letter.kind] as (letter: Letter, formats: Formats, names: Names) => Wording;
  return write(letter, formats, names);
}

/** Without line breaks, which would begin another header, and cut where it is too long. */
function oneLine(text: string, most: number): string {
  const characters = [...text.replace(/[\p{Cc}\s]+/gu, ' ').trim()];
  return characters.length <= most
    ? characters.join('')
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

const MOODS: Readonly<Record<Letter['kind'], Mood>> = {
  invoice_issued: 'plain',
  due_soon: 'plain',
  due_today: 'plain',
  reminder: 'late',
  profile_warned: 'late',
  profile_disabled: 'late',
  receipt: 'good',
  payment_declined: 'late',
  authentication_needed: 'plain',
  refund_made: 'good',
  dispute_opened: 'late',
  card_expires: 'plain',
  test: 'good',
};
