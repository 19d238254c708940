import type { Language } from '@betalt/contract/portal/session.ts';
import type { BankFileProblem } from '../../app/bank/import-bank-file.ts';

/** A problem's message in the reader's language; of broken XML the details stay in English, where the parser has them. */
export function bankProblemSentence({ rule, message, facts }: BankFileProblem, language: Language): string {
  if (language === 'en-US') return message;
  if (facts === undefined) return NORWEGIAN_OF_ANY_FILE[rule]?.(message) ?? message;
  // English is the source: the reader says it itself (bank/camt).
  return NORWEGIAN[rule]?.((fact) => facts[fact] ?? '') ?? message;
}

type Sentence = (fact: (name: string) => string) => string;

const NORWEGIAN: Readonly<Record<string, Sentence>> = {
  'missing-element': (fact) => `Her mangler ${fact('steps')}, som ISO 20022 krever. Be banken om hele filen.`,
  'not-an-amount': (fact) =>
    `"${fact('text')}" er ikke et beløp. Et beløp er sifre med høyst ett punktum, uten fortegn.`,
  'too-many-decimals': (fact) =>
    `${fact('amount')} ${fact('currency')} har flere desimaler enn ${fact('currency')} har. Spør banken hva som er bokført.`,
  'amount-too-large': (fact) =>
    `${fact('amount')} ${fact('currency')} er mer enn Betalt bokfører som én overføring. Spør banken om beløpet er riktig.`,
  'currency-unknown': (fact) => `"${fact('code')}" er ikke en gyldig valutakode etter ISO 4217, som NOK eller EUR.`,
  'not-a-date': (fact) => `"${fact('text')}" er ikke en dag i kalenderen, som 2026-11-25.`,
  'code-unknown': (fact) => `"${fact('text')}" er ingen av ${fact('codes')}. Be banken om en rettet fil.`,
  'balance-mismatch': (fact) =>
    `Inngående saldo ${fact('opening')} og ${fact('count')} ${fact('count') === '1' ? 'bokført post' : 'bokførte poster'} på ${fact('entries')} blir til sammen ` +
    `${fact('expected')}, men utgående saldo er ${fact('closing')}. Be banken om hele kontoutskriften.`,
  'camt-version': (fact) =>
    `Dette er ${fact('message')} i versjon ${fact('version')}. Versjon 001.02 til 001.13 kan leses. Be banken om en av dem.`,
  'camt-intraday': () =>
    'Dette er en kontorapport av typen camt.052: den gjelder en dag som ikke er over, og er ikke bokført. Importer ' +
    'kontoutskriften (camt.053) eller varselet (camt.054) for samme dag, eller angi at dagsrapporter godtas.',
  'not-camt': (fact) =>
    `Dette er ikke en kontoutskrift (camt.053) eller et varsel (camt.054) etter ISO 20022; det er XML med roten ${fact('root')}. ` +
    'Be banken om en slik fil. Er den pakket inn i en annen, send den innerste.',
};

/** Of what is no bank file at all, or cannot be read as one (xml/decode-text.ts, xml/xml-tree.ts). */
const NORWEGIAN_OF_ANY_FILE: Readonly<Record<string, (english: string) => string>> = {
  'empty-file': () => 'Filen er tom.',
  'file-too-large': () => 'Filen er for stor. Del den opp, eller be banken om mindre filer.',
  'encoding-unknown': () =>
    'Filen oppgir en tegnkoding som ikke kan leses. Lagre den som UTF-8, UTF-16 eller ISO-8859-1.',
  'encoding-conflict': () => 'Filen har en annen tegnkoding enn den oppgir. Lagre den i tegnkodingen som den oppgir.',
  'encoding-broken': () => 'Tegnene her passer ikke med tegnkodingen. Lagre filen i tegnkodingen som den oppgir.',
  'xml-not-well-formed': (english) => `XML-en er ødelagt her. Alt etter dette stedet er ulest. (${english})`,
};
