import Type, { type Static } from 'typebox';
import { EventTypeName } from '../events/event.ts';
import { Page, Resource } from '../shared/arm.ts';

export const WEBHOOK_ENDPOINT_TYPE = 'Microsoft.Billing/billingAccounts/webhookEndpoints';
export const WEBHOOK_DELIVERY_TYPE = 'Microsoft.Billing/billingAccounts/webhookEndpoints/deliveries';

const EventTypes = Type.Array(EventTypeName, { maxItems: 100, description: 'Empty: every type' });

export const WebhookEndpoint = Resource(
  'WebhookEndpoint',
  WEBHOOK_ENDPOINT_TYPE,
  Type.Object({
    url: Type.String(),
    description: Type.String(),
    eventTypes: EventTypes,
    isEnabled: Type.Boolean(),
    disabledReason: Type.Optional(
      Type.Union([Type.Literal('user'), Type.Literal('gone'), Type.Literal('failing')], {
        description: 'gone: the receiver answered 410; failing: it has taken nothing for three days',
      }),
    ),
    failingSince: Type.Optional(Type.String({ format: 'date-time' })),
    secret: Type.Optional(
      Type.String({ description: 'whsec_…; only in the answers that create and rotate it, never again' }),
    ),
    previousSecretExpiresAt: Type.Optional(
      Type.String({ format: 'date-time', description: 'Until then messages are signed with the one before too' }),
    ),
    createdAt: Type.String({ format: 'date-time' }),
    createdBy: Type.String(),
  }),
);
export type WebhookEndpoint = Static<typeof WebhookEndpoint>;
export const WebhookEndpointPage = Page('WebhookEndpointPage', WebhookEndpoint);

/** Body of `PUT BA/webhookEndpoints/{}`: the whole of it; what is left out is as on creation. */
export const WebhookEndpointRecord = Type.Object(
  {
    properties: Type.Object(
      {
        url: Type.String({ minLength: 1, maxLength: 2000, description: 'https; no credentials, no fragment' }),
        description: Type.Optional(Type.String({ maxLength: 500, default: '' })),
        eventTypes: Type.Optional(EventTypes),
        isEnabled: Type.Optional(Type.Boolean({ default: true })),
      },
      { additionalProperties: false },
    ),
  },
  { $id: 'WebhookEndpointRecord', additionalProperties: false },
);

export const DeliveryState = Type.Union([Type.Literal('pending'), Type.Literal('delivered'), Type.Literal('failed')]);

export const WebhookDelivery = Resource(
  'WebhookDelivery',
  WEBHOOK_DELIVERY_TYPE,
  Type.Object({
    sequence: Type.Integer({ minimum: 1, description: 'Without gaps an endpoint, in the order of the events' }),
    eventId: Type.String({ format: 'uuid', description: 'webhook-id' }),
    eventType: Type.String(),
    state: DeliveryState,
    tries: Type.Integer({ minimum: 0 }),
    createdAt: Type.String({ format: 'date-time' }),
    nextTryAt: Type.Optional(Type.String({ format: 'date-time' })),
    deliveredAt: Type.Optional(Type.String({ format: 'date-time' })),
    lastTry: Type.Optional(
      Type.Object({
        at: Type.String({ format: 'date-time' }),
        durationMs: Type.Integer({ minimum: 0 }),
        status: Type.Optional(Type.Integer({ description: 'HTTP status of the answer' })),
        error: Type.Optional(Type.String({ description: 'Why there was no answer' })),
        response: Type.Optional(Type.String({ description: 'The beginning of the answer, at most 1 KiB' })),
      }),
    ),
    body: Type.Optional(Type.String({ description: 'What is sent; in the answer for one delivery' })),
  }),
);
export type WebhookDelivery = Static<typeof WebhookDelivery>;
export const WebhookDeliveryPage = Page('WebhookDeliveryPage', WebhookDelivery);
