import { type Language, SearchResponse } from '@betalt/contract/portal/session.ts';
import Type from 'typebox';
import { type SearchHit, search } from '../../../app/search/search.ts';
import type { Wiring } from '../../../app/wired.ts';
import type { App } from '../../app.ts';
import { formatAmount, formatDate } from './formats.ts';

/** `GET /api/search?query=&billingAccountName=`: what of the caller's own is called so, or costs so much. */
export function registerSearch(app: App, { database }: Wiring): void {
  const schema = {
    summary: 'Find invoices, billing profiles and billing accounts',
    tags: ['Portal'],
    querystring: Type.Object(
      {
        query: Type.String({ maxLength: 100 }),
        billingAccountName: Type.Optional(Type.String({ maxLength: 120 })),
      },
      { additionalProperties: false },
    ),
    response: { 200: SearchResponse },
  };
  app.get('/search', { schema }, async (request, reply) => {
    const { query: text, billingAccountName: only } = request.query;
    const hits = await search(database.db, request.principal, { text, only });
    return reply.send({ results: hits.map((hit) => presentHit(hit, request.language)) });
  });
}

function presentHit(hit: SearchHit, language: Language): SearchResponse['results'][number] {
  const account = `/providers/Microsoft.Billing/billingAccounts/${hit.account.name}`;
  const shared = { kind: hit.kind, billingAccountName: hit.account.name };
  switch (hit.kind) {
    case 'billingAccount':
      return { ...shared, id: account, name: hit.account.name, displayName: hit.account.displayName, description: '' };
    case 'billingProfile': {
      const { name, display_name: displayName, currency } = hit.profile;
      const description = `${hit.account.displayName} · ${currency}`;
      return { ...shared, id: `${account}/billingProfiles/${name}`, name, displayName, description };
    }
    case 'invoice': {
      const { name, number, total_minor, currency, due_on } = hit.invoice;
      const description = `${formatAmount(total_minor, currency, language)} · ${formatDate(due_on, language)}`;
      return { ...shared, id: `${account}/invoices/${name}`, name, displayName: number, description };
    }
  }
}
