import type { Language } from '@betalt/contract/portal/session.ts';

export interface DevMailWords {
  readonly title: string;
  readonly about: string;
  readonly empty: string;
  readonly refresh: string;
  readonly all: string;
  readonly onlyTo: (address: string) => string;
  readonly time: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly noSubject: string;
  readonly back: string;
  readonly shown: string;
  readonly text: string;
  readonly headers: string;
  readonly attachments: string;
}

export const DEV_MAIL_WORDS: Readonly<Record<Language, DevMailWords>> = {
  'en-US': {
    title: 'Mailbox',
    about: 'Mails of this Betalt reach nobody: they stay here, the newest 500. With BETALT_SMTP_URL they are sent.',
    empty: 'No mail yet. Import an invoice or make a payment, and its mail is here a few seconds later.',
    refresh: 'Refresh',
    all: 'Show all',
    onlyTo: (address) => `To ${address} only.`,
    time: 'Time',
    to: 'To',
    from: 'From',
    subject: 'Subject',
    noSubject: '(no subject)',
    back: 'All mails',
    shown: 'The mail as it is shown',
    text: 'Text part',
    headers: 'Headers',
    attachments: 'Attachments',
  },
  'nb-NO': {
    title: 'Postboks',
    about: 'E-post fra denne Betalt når ingen: De nyeste 500 blir liggende her. Med BETALT_SMTP_URL blir de sendt.',
    empty: 'Ingen e-post ennå. Importer en faktura eller utfør en betaling, så er e-posten her noen sekunder senere.',
    refresh: 'Oppdater',
    all: 'Vis alle',
    onlyTo: (address) => `Bare til ${address}.`,
    time: 'Tidspunkt',
    to: 'Til',
    from: 'Fra',
    subject: 'Emne',
    noSubject: '(uten emne)',
    back: 'All e-post',
    shown: 'E-posten slik den vises',
    text: 'Tekstdel',
    headers: 'Meldingshoder',
    attachments: 'Vedlegg',
  },
};
