import type { Language } from '@betalt/contract/portal/session.ts';
import type { IssueFacts } from '@betalt/core/invoices/issue-facts.ts';
import type { FileReport, ImportProblem } from '../../app/invoices/import-report.ts';

/** What became of a file, in a sentence. */
export function fileSentence(report: FileReport, language: Language): string {
  const { imported, unchanged, refused } = FILES[language];
  if (report.outcome === 'refused') return refused(report.problems.length);
  return (report.outcome === 'imported' ? imported : unchanged)(report.invoice.number);
}

/** A problem's message: what concerns the books in the reader's language, the rules of EN 16931 in English. */
export function problemSentence({ message, facts }: ImportProblem, language: Language): string {
  return facts === undefined || language === 'en-US' ? message : norwegian(facts);
}

interface FileSentences {
  imported(number: string): string;
  unchanged(number: string): string;
  refused(problems: number): string;
}

const FILES: Readonly<Record<Language, FileSentences>> = {
  'en-US': {
    imported: (number) => `Invoice ${number} was imported.`,
    unchanged: (number) => `Invoice ${number} is there already and says the same. Nothing was added.`,
    refused: (problems) =>
      `Nothing of this file was imported. ${problems === 1 ? 'One thing is' : `${problems} things are`} wrong with it.`,
  },
  'nb-NO': {
    imported: (number) => `Faktura ${number} er importert.`,
    unchanged: (number) => `Faktura ${number} finnes allerede med samme innhold. Ingenting er lagt til.`,
    refused: (problems) =>
      `Ingenting fra denne filen er importert. ${problems === 1 ? 'Én ting' : `${problems} ting`} er feil i den.`,
  },
};

// English is the source: the rules say it themselves (core/invoices/issue-violations.ts).
function norwegian(facts: IssueFacts): string {
  switch (facts.rule) {
    case 'profile-currency':
      return (
        `Fakturaen er i ${facts.currency}, og faktureringsprofilen er i ${facts.profileCurrency}. ` +
        `Importer den til en faktureringsprofil i ${facts.currency}.`
      );
    case 'number-taken':
      return (
        `Denne selgerens faktura ${facts.number} ble utstedt ${facts.issuedOn} og har et annet innhold. En utstedt ` +
        'faktura overskrives aldri: en rettet faktura må ha sitt eget nummer, eller den første må krediteres først.'
      );
    case 'credits-void-invoice':
      return `Faktura ${facts.number} er annullert: det skyldes ingenting på den, så det er ingenting å kreditere.`;
  }
}
