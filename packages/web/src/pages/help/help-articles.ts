import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

export type HelpArticle = {
  /** Its name in the address. */
  readonly key: string;
  readonly title: MessageDescriptor;
  readonly summary: MessageDescriptor;
  /** What readers type when they look for it, in any language; never shown. */
  readonly synonyms: readonly string[];
};

export const helpArticles: readonly HelpArticle[] = [
  {
    key: 'pay-an-invoice',
    title: msg`Pay your invoice`,
    summary: msg`Find what is due or past due, and pay it by credit card, step by step.`,
    synonyms: [
      'how to pay',
      'pay bill',
      'pay now',
      'betale faktura',
      'betal nå',
      'lønn nå',
      'hvordan betale',
      'kredittkort',
      'credit card',
    ],
  },
];
