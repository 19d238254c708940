import { mergeMetadata } from '../customers/customer.ts';
import type { WebhookEndpoint } from '../store/kinds.ts';
import { newId, randomText, type Tx } from '../store/tx.ts';
import { endpoint } from '../wire/endpoint.ts';
import { invalid } from '../wire/failures.ts';
import { clearable, flag, list, metadata, required, text } from '../wire/fields.ts';
import { listPage, pageFields } from '../wire/pages.ts';

const expand = list(text());

export const webhookEndpoints = [
  endpoint({
    method: 'POST',
    path: '/v1/webhook_endpoints',
    access: 'secret',
    fields: {
      api_version: text(),
      description: clearable(),
      enabled_events: required(list(text())),
      expand,
      metadata: metadata(),
      url: required(text()),
    },
    run(tx, { params }) {
      const secret = `whsec_${randomText(32)}`;
      const made = storeWebhookEndpoint(tx, newId('webhook_endpoint'), params.url, secret, params.enabled_events);
      const described = {
        ...made,
        description: params.description ?? null,
        metadata: mergeMetadata({}, params.metadata),
      };
      // The secret is shown once, on creation.
      return { ...tx.save<WebhookEndpoint>(described), secret };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/v1/webhook_endpoints',
    access: 'secret',
    fields: { ...pageFields, expand },
    run: (tx, { params, path }) => listPage(tx, 'webhook_endpoint', path, params),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/webhook_endpoints/:id',
    access: 'secret',
    fields: { expand },
    run: (tx, { id }) => tx.get('webhook_endpoint', id),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/webhook_endpoints/:id',
    access: 'secret',
    fields: { disabled: flag(), enabled_events: list(text()), url: text(), metadata: metadata(), expand },
    run(tx, { id, params }) {
      const old = tx.get('webhook_endpoint', id);
      return tx.save<WebhookEndpoint>({
        ...old,
        enabled_events: params.enabled_events ?? old.enabled_events,
        metadata: mergeMetadata(old.metadata, params.metadata),
        status: params.disabled === undefined ? old.status : params.disabled ? 'disabled' : 'enabled',
        url: params.url === undefined ? old.url : checkUrl(params.url),
      });
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/v1/webhook_endpoints/:id',
    access: 'secret',
    fields: {},
    run(tx, { id }) {
      tx.get('webhook_endpoint', id);
      return tx.save({ id, object: 'webhook_endpoint', deleted: true });
    },
  }),
];

/** Stores an endpoint under `id`, in the place of the one that may be there. */
export function storeWebhookEndpoint(
  tx: Tx,
  id: string,
  url: string,
  secret: string,
  enabledEvents: string[],
): WebhookEndpoint {
  const made: WebhookEndpoint = {
    id,
    object: 'webhook_endpoint',
    api_version: null,
    application: null,
    created: tx.now,
    description: null,
    enabled_events: enabledEvents,
    livemode: false,
    metadata: {},
    status: 'enabled',
    url: checkUrl(url),
  };
  tx.setFacts(id, { secret });
  return tx.find('webhook_endpoint', id) === undefined ? tx.insert<'webhook_endpoint'>(made) : tx.save(made);
}

function checkUrl(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol === 'http:' || parsed?.protocol === 'https:') return url;
  throw invalid('Invalid URL: it must be absolute, with http or https.', { code: 'url_invalid', param: 'url' });
}
