import type { MailLanguage } from './letter.ts';

/** What is shown, before it is HTML or text. */
export interface MailPage {
  readonly language: MailLanguage;
  readonly issuerName: string;
  readonly mood: Mood;
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly rows: readonly MailRow[];
  readonly button: { readonly label: string; readonly url: string } | null;
  readonly closing: string | null;
  readonly foot: readonly string[];
  readonly portal: { readonly label: string; readonly url: string };
}

export interface MailRow {
  readonly label: string;
  readonly value: string;
  /** The one figure that the mail is about. */
  readonly isMain?: boolean | undefined;
}

/** The colour above the heading: for the eye only, the words say the same. */
export type Mood = 'plain' | 'good' | 'late';
