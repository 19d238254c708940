import { expect, it } from 'vitest';
import { betalt } from '../support/betalt-process.ts';
import { testMailServer } from '../support/test-mail-server.ts';

const mailServer = await testMailServer();
const environment = {
  PATH: process.env['PATH'] ?? '',
  LANG: 'nb_NO.UTF-8',
  BETALT_SMTP_URL: mailServer.url,
  BETALT_MAIL_FROM: 'billing@vendor.example',
  BETALT_PUBLIC_URL: 'https://billing.vendor.example',
};

it('betalt mail test sends a mail and prints what the server said', async () => {
  const { code, stdout } = await betalt(environment, 'mail', 'test', 'kari@nordlys.example');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Sent to kari@nordlys\.example: 250 /);
  expect(mailServer.subjects()).toEqual(['kari@nordlys.example: Betalt kan sende e-post']);
});

it('betalt mail test says why a mail was not taken, and ends with 1', async () => {
  mailServer.behave({ refuses: 'nobody@nordlys.example' });
  const { code, stderr } = await betalt(environment, 'mail', 'test', 'nobody@nordlys.example');
  expect(code).toBe(1);
  expect(stderr).toContain('no such mailbox');
});

it('betalt mail test without a mail server says where mails go, and what to set', async () => {
  const { code, stderr } = await betalt({ PATH: environment.PATH }, 'mail', 'test', 'kari@nordlys.example');
  expect(code).toBe(1);
  expect(stderr).toContain('/dev/mail');
  expect(stderr).toContain('BETALT_SMTP_URL');
});
