import type { MailPage } from './mail-page.ts';

/** For readers without HTML: the same words, the figures in a column, the button as an address. */
export function textMail({ heading, paragraphs, rows, button, closing, foot, portal, issuerName }: MailPage): string {
  const width = Math.max(0, ...rows.map(({ label }) => [...label].length));
  const figures = rows.map(({ label, value }) => `${`${label}:`.padEnd(width + 2)}${value}`).join('\n');
  const blocks = [
    issuerName,
    heading,
    ...paragraphs,
    figures,
    button === null ? '' : `${button.label}:\n${button.url}`,
    closing ?? '',
    `-- \n${foot.join('\n')}\n${portal.url}`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
