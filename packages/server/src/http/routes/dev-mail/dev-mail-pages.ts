import type { Language } from '@betalt/contract/portal/session.ts';
import type { CaughtMail } from '../../../app/mail/caught-mail.ts';
import type { ListedCaughtMail } from '../../../db/queries/caught-mail.ts';
import { escapeHtml, plainPage } from '../plain-page.ts';
import { DEV_MAIL_WORDS } from './dev-mail-words.ts';

/** All mails, newest first; each address narrows the list to itself. */
export function mailboxPage(mails: readonly ListedCaughtMail[], to: string | undefined, language: Language): string {
  const words = DEV_MAIL_WORDS[language];
  const filter =
    to === undefined ? '' : `<p>${escapeHtml(words.onlyTo(to))} <a href="/dev/mail">${escapeHtml(words.all)}</a></p>`;
  const rows = mails.map((mail) => mailRow(mail, language)).join('\n');
  const table = `<table class="mails"><thead><tr><th scope="col">${words.time}</th><th scope="col">${words.to}</th><th scope="col">${words.subject}</th></tr></thead>
<tbody>${rows}</tbody></table>`;
  const body = `<h1>${words.title}</h1>
<p class="quiet">${escapeHtml(words.about)}</p>
<p><a href="${here(to)}">${words.refresh}</a></p>
${filter}
${mails.length === 0 ? `<p>${escapeHtml(words.empty)}</p>` : table}`;
  return plainPage({ title: words.title, language, body });
}

function mailRow({ caught_mail_id, caught_at, envelope_to, subject }: ListedCaughtMail, language: Language): string {
  const addresses = envelope_to
    .map((each) => `<a href="${here(each)}">${escapeHtml(each).replace('@', '<wbr>@')}</a>`)
    .join(', ');
  return `<tr><td class="quiet">${timeTag(caught_at, language)}</td><td>${addresses}</td>
<td><a href="/dev/mail/${caught_mail_id}">${escapeHtml(subject || DEV_MAIL_WORDS[language].noSubject)}</a></td></tr>`;
}

/** One mail: who, when, what it looks like, its text, its headers, what is attached. */
export function mailPage(id: string, mail: CaughtMail, language: Language): string {
  const words = DEV_MAIL_WORDS[language];
  const title = mail.subject || words.noSubject;
  const facts = [
    [words.from, escapeHtml(mail.from)],
    [words.to, escapeHtml(mail.to || mail.envelopeTo.join(', '))],
    [words.time, timeTag(mail.caughtAt, language)],
  ];
  const headers = mail.headers.map(({ name, value }) => `${name}: ${value}`).join('\n');
  const body = `<p><a href="/dev/mail">${words.back}</a></p>
<h1>${escapeHtml(title)}</h1>
<dl class="facts">${facts.map(([label, value]) => `<dt>${label}</dt><dd>${value}</dd>`).join('')}</dl>
${attachmentList(id, mail, words.attachments)}
${mail.html === null ? '' : `<iframe class="mail" title="${words.shown}" src="/dev/mail/${id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`}
<details${mail.html === null ? ' open' : ''}><summary>${words.text}</summary><pre class="wrapped">${escapeHtml(mail.text)}</pre></details>
<details><summary>${words.headers}</summary><pre class="wrapped">${escapeHtml(headers)}</pre></details>`;
  return plainPage({ title, language, body });
}

function attachmentList(id: string, { attachments }: CaughtMail, label: string): string {
  if (attachments.length === 0) return '';
  const links = attachments.map(
    ({ fileName }, index) => `<li><a href="/dev/mail/${id}/attachments/${index + 1}">${escapeHtml(fileName)}</a></li>`,
  );
  return `<h2>${label}</h2><ul>${links.join('')}</ul>`;
}

function here(to: string | undefined): string {
  return to === undefined ? '/dev/mail' : `/dev/mail?to=${encodeURIComponent(to)}`;
}

function timeTag(at: Date, language: Language): string {
  const shown = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(at);
  return `<time datetime="${at.toISOString()}">${escapeHtml(shown)}</time>`;
}
