import Type, { type Static } from 'typebox';

/** Body of checkAccess; the answer is a bare array (Microsoft.Billing 2024-04-01). */
export const CheckAccessRequest = Type.Object(
  { actions: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 100 }) },
  { $id: 'CheckAccessRequest', additionalProperties: false },
);

export const CheckAccessResponse = Type.Array(
  Type.Object({
    action: Type.String(),
    accessDecision: Type.Union([Type.Literal('Allowed'), Type.Literal('NotAllowed')]),
  }),
  { $id: 'CheckAccessResponse' },
);
export type CheckAccessResponse = Static<typeof CheckAccessResponse>;

export const ActivityLogEntry = Type.Object(
  {
    eventId: Type.String(),
    at: Type.String({ format: 'date-time' }),
    action: Type.String(),
    actor: Type.String(),
    resourceId: Type.Optional(Type.String()),
    result: Type.Union([Type.Literal('Succeeded'), Type.Literal('Denied')]),
    facts: Type.Record(Type.String(), Type.Unknown()),
  },
  { $id: 'ActivityLogEntry' },
);
