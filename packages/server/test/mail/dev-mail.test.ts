import { createTransport } from 'nodemailer';
import { afterAll, describe, expect, it } from 'vitest';
import { CAUGHT_MAILS_KEPT, keepCaughtMail } from '../../src/app/mail/caught-mail.ts';
import { listCaughtMails } from '../../src/db/queries/caught-mail.ts';
import { startCatchAllServer } from '../../src/mail/catch-all/catch-all-server.ts';
import { aPerson, bearer } from '../support/people.ts';
import { testServer } from '../support/test-server.ts';

const { app, wiring, database } = await testServer();
const { db } = database;
const mailbox = await startCatchAllServer({ port: 0, keep: (mail) => keepCaughtMail(db, mail, wiring.clock()) });
const transport = createTransport({ host: '127.0.0.1', port: mailbox.port });
afterAll(async () => {
  transport.close();
  await mailbox.stop();
});

const SCRIPT = '<script>document.title = "owned"</script>';

describe('the mailbox of the embedded default', () => {
  it('takes a mail over SMTP for whomever, and shows it: words, frame, text, headers', async () => {
    const id = await caught({ subject: 'Påminnelse: Faktura 1 er forsinket, også på æøå', to: 'kari@fjord.example' });
    const list = await get('/dev/mail');
    expect(list.body).toContain(`<a href="/dev/mail/${id}">Påminnelse: Faktura 1 er forsinket, også på æøå</a>`);
    const page = await get(`/dev/mail/${id}`);
    expect(page.body).toContain('<h1>Påminnelse: Faktura 1 er forsinket, også på æøå</h1>');
    expect(page.body).toContain(`src="/dev/mail/${id}/html"`);
    expect(page.body).toContain('the text of it');
    expect(page.body).toContain('Message-ID: ');
  });

  it('narrows to one address, exactly', async () => {
    await caught({ subject: 'For Ola', to: 'ola@fjord.example' });
    await caught({ subject: 'For somebody else', to: 'not-ola@fjord.example' });
    const { body } = await get('/dev/mail?to=ola%40fjord.example');
    expect(body).toContain('For Ola');
    expect(body).not.toContain('For somebody else');
  });

  it('is in the reader’s language', async () => {
    const inNorwegian = await get('/dev/mail', { 'accept-language': 'nb' });
    expect(inNorwegian.body).toContain('<h1>Postboks</h1>');
    expect(inNorwegian.body).toContain('<html lang="nb">');
  });

  it('keeps the newest 500', async () => {
    await db.deleteFrom('caught_mail').execute();
    const raw = Buffer.from('Subject: one of many\r\n\r\nx');
    for (let count = 0; count < CAUGHT_MAILS_KEPT + 3; count += 1) {
      await keepCaughtMail(db, { envelopeFrom: 'a@b.example', envelopeTo: ['c@d.example'], raw }, wiring.clock());
    }
    expect(await listCaughtMails(db, { limit: 1_000 })).toHaveLength(CAUGHT_MAILS_KEPT);
  });

  it('says no to the sender when it cannot keep a mail', async () => {
    const broken = await startCatchAllServer({ port: 0, keep: () => Promise.reject(new Error('no room')) });
    const sender = createTransport({ host: '127.0.0.1', port: broken.port });
    await expect(sender.sendMail({ from: 'a@b.example', to: 'c@d.example', subject: 'x', text: 'x' })).rejects.toThrow(
      'no room',
    );
    sender.close();
    await broken.stop();
  });
});

describe('a mail in the mailbox cannot do anything', () => {
  it('its words are text, wherever they are shown', async () => {
    const id = await caught({ subject: SCRIPT, to: 'kari@fjord.example', text: SCRIPT });
    for (const path of ['/dev/mail', `/dev/mail/${id}`]) expect((await get(path)).body).not.toContain('<script');
  });

  it('its HTML is in a sandbox without script, forms or anything loaded', async () => {
    const id = await caught({ subject: 'x', to: 'kari@fjord.example', html: `<html><head></head>${SCRIPT}</html>` });
    const { headers, body } = await get(`/dev/mail/${id}/html`);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/^sandbox (?!.*allow-scripts)/);
    expect(policy).not.toContain('allow-same-origin');
    expect(body).toContain('<base target="_blank">');
    expect(String((await get(`/dev/mail/${id}`)).headers['content-security-policy'])).not.toContain('unsafe');
  });

  it('its attachments are files to save, of no type that runs', async () => {
    const id = await caught({
      subject: 'x',
      to: 'kari@fjord.example',
      attachments: [{ filename: 'kvittering æ.html', content: SCRIPT, contentType: 'text/html' }],
    });
    const { headers, rawPayload } = await get(`/dev/mail/${id}/attachments/1`);
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['content-disposition']).toBe("attachment; filename*=UTF-8''kvittering%20%C3%A6.html");
    expect(rawPayload.toString()).toBe(SCRIPT);
    expect((await get(`/dev/mail/${id}/attachments/2`)).statusCode).toBe(404);
  });
});

describe('the mailbox is there for', () => {
  it.each<[string, Record<string, string>, string, number]>([
    ['whoever sits at the machine', {}, '127.0.0.1', 200],
    ['them, by IPv6', { host: '[::1]:3000' }, '::1', 200],
    ['nobody of the network', {}, '192.0.2.7', 404],
    ['nobody behind a proxy', { 'x-forwarded-for': '127.0.0.1' }, '127.0.0.1', 404],
    ['no page whose name was made to lead here', { host: 'evil.example' }, '127.0.0.1', 404],
  ])('%s', async (_name, headers, remoteAddress, status) => {
    const answer = await app.inject({
      url: '/dev/mail',
      remoteAddress,
      headers: { host: '127.0.0.1:3000', ...headers },
    });
    expect(answer.statusCode).toBe(status);
  });

  it('staff of the vendor from anywhere, and no customer', async () => {
    const [staff, customer] = await Promise.all([aPerson(wiring), aPerson(wiring)]);
    await db
      .insertInto('issuer_role_assignment')
      .values({ user_id: staff.userId, role: 'Issuer support', created_at: wiring.clock() })
      .execute();
    const from = { url: '/dev/mail', remoteAddress: '192.0.2.7' };
    expect((await app.inject({ ...from, headers: bearer(staff) })).statusCode).toBe(200);
    expect((await app.inject({ ...from, headers: bearer(customer) })).statusCode).toBe(404);
  });

  it('nobody where mails are really sent', async () => {
    const { app: other } = await testServer({
      database,
      environment: {
        BETALT_SMTP_URL: 'smtp://127.0.0.1:1',
        BETALT_MAIL_FROM: 'billing@vendor.example',
        BETALT_PUBLIC_URL: 'http://localhost',
      },
    });
    const answer = await other.inject({ url: '/dev/mail', headers: { host: 'localhost' } });
    expect(answer.body).not.toContain('/dev/mail/');
    expect(answer.statusCode === 404 || answer.body.includes('id="root"')).toBe(true);
  });
});

function get(url: string, headers: Record<string, string> = {}) {
  return app.inject({ url, headers: { host: '127.0.0.1:3000', ...headers } });
}

interface Sent {
  readonly subject: string;
  readonly to: string;
  readonly text?: string;
  readonly html?: string;
  readonly attachments?: { filename: string; content: string; contentType: string }[];
}

/** Sends a mail over SMTP; answers the id that the mailbox gave it. */
async function caught({ text = 'the text of it', html = '<p>shown</p>', ...rest }: Sent): Promise<string> {
  await transport.sendMail({ from: 'billing@vendor.example', text, html, ...rest });
  const [newest] = await listCaughtMails(db, { limit: 1 });
  return newest?.caught_mail_id ?? '';
}
