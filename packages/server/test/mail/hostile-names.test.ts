import { calendarDate } from '@betalt/core/shared/calendar-date.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { compose } from '../../src/mail/letters/compose.ts';
import { MAIL_LANGUAGES } from '../../src/mail/letters/letter.ts';
import { smtpMailer } from '../../src/mail/smtp-mailer.ts';
import { testMailServer } from '../support/test-mail-server.ts';

const SCRIPT = `"><img src=x onerror=alert(1)><script>alert('owned')</script>`;
const HEADER = 'Kari\r\nBcc: thief@evil.example\r\nSubject: Pay here\r\n\r\n<b>';
const server = await testMailServer();

function letterWith(text: string, language: (typeof MAIL_LANGUAGES)[number]) {
  const amount = { currency: 'NOK' as const, amountMinor: 100_00n };
  const dueOn = calendarDate('2026-11-25');
  const invoice = {
    name: text,
    number: text,
    profileName: text,
    amountDue: amount,
    total: amount,
    dueOn,
    paymentReference: text,
  };
  const context = { language, why: 'pays' as const, issuerName: text, customerName: text, accountName: text };
  return compose(
    { kind: 'due_today', invoice, chargedTo: { brand: text, lastFour: '4242' } },
    { ...context, portalUrl: 'https://billing.example.com' },
  );
}

describe('a name that somebody chose to do harm with', () => {
  it.each(MAIL_LANGUAGES)('is text in the mail and no markup (%s)', (language) => {
    const { html } = letterWith(SCRIPT, language);
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&#60;script&#62;');
  });

  it('is in one header and makes no other, and no other recipient', async () => {
    const mailer = smtpMailer(server.url);
    onTestFinished(() => mailer.close());
    const { subject, html, text } = letterWith(HEADER, 'en-US');
    expect(subject).not.toMatch(/[\r\n]/);
    const sent = await mailer.send({
      messageId: '<one@billing.example.com>',
      from: { name: HEADER, address: 'billing@vendor.example' },
      to: { name: HEADER, address: 'kari@customer.example' },
      subject,
      html,
      text,
      language: 'en-US',
    });
    expect(sent.outcome).toBe('accepted');
    expect(server.got.map(({ to }) => to)).toEqual(['kari@customer.example']);
    const [got] = server.got;
    expect(got?.mail.bcc).toBeUndefined();
    expect(got?.mail.headerLines.filter(({ key }) => key === 'subject' || key === 'bcc')).toHaveLength(1);
    expect(got?.mail.html).not.toMatch(/^<b>/);
  });

  it('in an address is refused, and nobody is written to', async () => {
    const mailer = smtpMailer(server.url);
    onTestFinished(() => mailer.close());
    server.forget();
    const { subject, html, text } = letterWith('Fjord', 'en-US');
    const to = { name: null, address: 'kari@customer.example>\r\nRCPT TO:<thief@evil.example' };
    const from = { name: null, address: 'billing@vendor.example' };
    const sent = await mailer.send({
      messageId: '<two@billing.example.com>',
      from,
      to,
      subject,
      html,
      text,
      language: 'en-US',
    });
    expect([sent.outcome, server.got.map((each) => each.to)]).toEqual(['refused', []]);
  });
});
