import Type, { type Static, type TSchema } from 'typebox';

/**
 * Azure Resource Manager's common shapes: the envelope of a resource, an amount, a list page, an error.
 * Source: Microsoft.Billing 2024-04-01 and the ARM resource provider contract.
 */

/** An amount as ARM writes it: a JSON number with the currency's decimals, never minor units. */
export const Amount = Type.Object(
  {
    currency: Type.String({ minLength: 3, maxLength: 3, description: 'ISO 4217 code' }),
    value: Type.Number({ description: 'In major units, the shortest exact decimal' }),
  },
  { $id: 'Amount' },
);
export type Amount = Static<typeof Amount>;

export const AddressDetails = Type.Object(
  {
    addressLine1: Type.String(),
    addressLine2: Type.Optional(Type.String()),
    addressLine3: Type.Optional(Type.String()),
    city: Type.Optional(Type.String()),
    region: Type.Optional(Type.String()),
    postalCode: Type.Optional(Type.String()),
    country: Type.String({ minLength: 2, maxLength: 2, description: 'ISO 3166-1 alpha-2' }),
    companyName: Type.Optional(Type.String()),
    firstName: Type.Optional(Type.String()),
    lastName: Type.Optional(Type.String()),
    email: Type.Optional(Type.String()),
    phoneNumber: Type.Optional(Type.String()),
  },
  { $id: 'AddressDetails' },
);
export type AddressDetails = Static<typeof AddressDetails>;

/** What the caller may do with a resource: the names of `core/access` actions, from the same table that authorises. */
export const Actions = Type.Array(Type.String(), { description: 'Actions that the caller may take on this resource' });

/** Envelope of every resource. `properties` is the resource's own schema. */
export function Resource<P extends TSchema>(id: string, type: string, properties: P) {
  return Type.Object(
    {
      id: Type.String(),
      name: Type.String(),
      type: Type.Literal(type),
      properties,
      actions: Type.Optional(Actions),
    },
    { $id: id },
  );
}

/** A page of a list. `nextLink` is absolute and carries the whole query; it is absent on the last page. */
export function Page<T extends TSchema>(id: string, item: T) {
  return Type.Object(
    {
      value: Type.Array(item),
      nextLink: Type.Optional(Type.String()),
      totalCount: Type.Optional(Type.Integer({ minimum: 0, description: 'With count=true' })),
    },
    { $id: id },
  );
}

const ErrorDetail = Type.Object({
  code: Type.String(),
  message: Type.String(),
  target: Type.Optional(Type.String()),
});

/** The nested error of ARM; `additionalInfo` carries facts for programs, such as a decline code. */
export const ErrorResponse = Type.Object(
  {
    error: Type.Object({
      code: Type.String(),
      message: Type.String(),
      target: Type.Optional(Type.String()),
      details: Type.Optional(Type.Array(ErrorDetail)),
      additionalInfo: Type.Optional(
        Type.Array(Type.Object({ type: Type.String(), info: Type.Record(Type.String(), Type.Unknown()) })),
      ),
    }),
  },
  { $id: 'ErrorResponse' },
);
export type ErrorResponse = Static<typeof ErrorResponse>;
