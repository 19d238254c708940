import type { Language } from '@betalt/contract/portal/session.ts';
import type { OpenApiDocument, OpenApiOperation } from './openapi-document.ts';
import { escapeHtml, plainPage } from './plain-page.ts';

/** The API's reference as one page without script: every operation, what it takes, what it answers. */
export function referencePage(document: OpenApiDocument, language: Language): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const groups = Map.groupBy(operations, ({ operation }) => operation.tags?.[0] ?? 'Billing');
  const sections = [...groups].map(
    ([tag, members]) => `<h2>${escapeHtml(tag)}</h2>\n${members.map(presentOperation).join('\n')}`,
  );
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      `<details id="${escapeHtml(name)}"><summary><code>${escapeHtml(name)}</code></summary>${presentJson(schema)}</details>`,
  );
  const body = `<h1>${escapeHtml(document.info.title)} API</h1>
<p>${escapeHtml(document.info.description ?? '')}</p>
<p><a href="/openapi.json">openapi.json</a></p>
${sections.join('\n')}
<h2>Schemas</h2>
${schemas.join('\n')}`;
  return plainPage({ title: 'API', language, body });
}

function presentOperation({
  path,
  method,
  operation,
}: {
  path: string;
  method: string;
  operation: OpenApiOperation;
}): string {
  const parameters = (operation.parameters ?? []).map(
    ({ name, in: place, required, description }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${place}${required === true ? ', required' : ''}</td><td>${escapeHtml(description ?? '')}</td></tr>`,
  );
  const table = parameters.length === 0 ? '' : `<table><tbody>${parameters.join('')}</tbody></table>`;
  const request = Object.values(operation.requestBody?.content ?? {})[0];
  return `<details><summary><span class="method">${method.toUpperCase()}</span><code>${escapeHtml(path)}</code> ${escapeHtml(operation.summary ?? '')}</summary>
${table}${request === undefined ? '' : `<p>Body</p>${presentJson(request.schema)}`}${presentResponses(operation)}
</details>`;
}

function presentResponses({ responses }: OpenApiOperation): string {
  const rows = Object.entries(responses ?? {}).map(
    ([status, response]) =>
      `<tr><td><code>${escapeHtml(status)}</code></td><td>${schemaLink(JSON.stringify(response.content ?? ''))}</td></tr>`,
  );
  return rows.length === 0 ? '' : `<table><tbody>${rows.join('')}</tbody></table>`;
}

/** The named schema of an answer, as a link to its place on the page. */
function schemaLink(json: string): string {
  const name = /#\/components\/schemas\/([A-Za-z]+)/.exec(json)?.[1];
  return name === undefined ? '' : `<a href="#${name}"><code>${name}</code></a>`;
}

function presentJson(value: unknown): string {
  return `<pre><code>${escapeHtml(JSON.stringify(value, null, 2))}</code></pre>`;
}
