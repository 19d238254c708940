import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import { CAUGHT_MAILS_KEPT, type CaughtMail, readCaughtMail } from '../../../app/mail/caught-mail.ts';
import type { Wiring } from '../../../app/wired.ts';
import { listCaughtMails } from '../../../db/queries/caught-mail.ts';
import type { App } from '../../app.ts';
import { problem } from '../../problems/problem.ts';
import { mayReadMailbox } from './dev-mail-door.ts';
import { mailboxPage, mailPage } from './dev-mail-pages.ts';

/** Nothing but our own style and the frame that the mail is in. */
const PAGE_CSP =
  "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/**
 * A mail is not ours to trust: no script, no form, nothing loaded, an origin of its own. Mails carry their styles on their elements,
 * which is why this one answer takes them. Its links open beside it.
 */
const MAIL_CSP =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'";
const HTML = 'text/html; charset=utf-8';

const Id = Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }) });
const AttachmentPath = Type.Intersect([Id, Type.Object({ no: Type.Integer({ minimum: 1, maximum: 100 }) })]);
const ListQuery = Type.Object({ to: Type.Optional(Type.String({ maxLength: 320 })) });

/** `/dev/mail`: what the catch-all mailbox of the embedded default took. There is none where mails are sent. */
export function registerDevMail(app: App, wiring: Wiring): void {
  if (wiring.config.mail.kind !== 'catchAll') return;
  const { db } = wiring.database;
  app.register(async (mailbox: App) => {
    mailbox.addHook('onRequest', async (request, reply) => {
      // To anybody else it is not there.
      if (!(await mayReadMailbox(request, wiring))) return reply.problem(problem('NotFound', {}));
      reply.headers({ 'content-security-policy': PAGE_CSP, 'referrer-policy': 'no-referrer' });
    });
    mailbox.get('/dev/mail', { schema: { hide: true, querystring: ListQuery } }, async (request, reply) => {
      const { to } = request.query;
      const mails = await listCaughtMails(db, { limit: CAUGHT_MAILS_KEPT, to });
      return reply.type(HTML).send(mailboxPage(mails, to, request.language));
    });
    mailbox.get('/dev/mail/:id', { schema: { hide: true, params: Id } }, async (request, reply) => {
      const mail = await readCaughtMail(db, request.params.id);
      if (mail === null) return reply.problem(problem('NotFound', {}));
      return reply.type(HTML).send(mailPage(request.params.id, mail, request.language));
    });
    mailbox.get('/dev/mail/:id/html', { schema: { hide: true, params: Id } }, async (request, reply) => {
      const mail = await readCaughtMail(db, request.params.id);
      if (mail === null || mail.html === null) return reply.problem(problem('NotFound', {}));
      reply.header('content-security-policy', MAIL_CSP);
      return reply.type(HTML).send(opensBeside(mail.html));
    });
    mailbox.get(
      '/dev/mail/:id/attachments/:no',
      { schema: { hide: true, params: AttachmentPath } },
      async (request, reply) => {
        const mail = await readCaughtMail(db, request.params.id);
        const attachment = mail?.attachments[request.params.no - 1];
        if (attachment === undefined) return reply.problem(problem('NotFound', {}));
        return sendAttachment(reply, attachment);
      },
    );
  });
}

/** Always as a file to be saved: what is in it never runs here. */
function sendAttachment(reply: FastifyReply, { fileName, bytes }: CaughtMail['attachments'][number]): FastifyReply {
  const name = encodeURIComponent(fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return reply
    .headers({
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'content-security-policy': "sandbox; default-src 'none'",
    })
    .type('application/octet-stream')
    .send(bytes);
}

/** Links of the mail open in a page of their own, since the frame has no way back. */
function opensBeside(html: string): string {
  return html.replace(/<head(?:\s[^>]*)?>/i, (head) => `${head}<base target="_blank">`);
}
