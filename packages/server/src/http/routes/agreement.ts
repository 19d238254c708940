import Type from 'typebox';
import { CURRENT_AGREEMENT, readAgreement } from '../../app/accounts/agreement.ts';
import type { Wiring } from '../../app/wired.ts';
import type { App } from '../app.ts';
import { problem } from '../problems/problem.ts';
import { escapeHtml, plainPage } from './plain-page.ts';

/** `GET /agreement/{version}`: the customer agreement as a page of its own, in the reader's language. */
export function registerAgreement(app: App, { config }: Wiring): void {
  const schema = { hide: true, params: Type.Object({ version: Type.String({ maxLength: 40 }) }) };
  app.get('/agreement/:version', { schema }, async (request, reply) => {
    const { language } = request;
    const text = await readAgreement(request.params.version, language);
    if (text === null) return reply.problem(problem('NotFound', {}));
    const title = CURRENT_AGREEMENT.titles[language];
    const body = `<h1>${escapeHtml(title)}</h1>
<p class="quiet">${escapeHtml(config.issuerName)} · ${escapeHtml(request.params.version)}</p>
${toHtml(text)}`;
    return reply.type('text/html; charset=utf-8').send(plainPage({ title, language, body }));
  });
}

/** The little that agreements use of Markdown: headings, paragraphs, emphasis. */
function toHtml(markdown: string): string {
  const blocks = markdown.split(/\n{2,}/).filter((block) => block.trim() !== '');
  return blocks
    .map((block) => {
      const isHeading = block.startsWith('# ');
      const text = escapeHtml(block.replace(/^# /, '').trim()).replace(/\*([^*]+)\*/g, '<em>$1</em>');
      return isHeading ? `<h2>${text}</h2>` : `<p>${text}</p>`;
    })
    .join('\n');
}
