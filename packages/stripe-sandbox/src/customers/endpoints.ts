import { emit } from '../events/emit.ts';
import { detach } from '../payment-methods/payment-method.ts';
import type { Customer } from '../store/kinds.ts';
import type { Tx } from '../store/tx.ts';
import { endpoint } from '../wire/endpoint.ts';
import { choice, clearable, group, list, metadata, type Parsed, text } from '../wire/fields.ts';
import { listPage, pageFields } from '../wire/pages.ts';
import { addressOf, mergeMetadata, newCustomer } from './customer.ts';

export const addressFields = {
  city: clearable(),
  country: clearable(),
  line1: clearable(),
  line2: clearable(),
  postal_code: clearable(),
  state: clearable(),
};
const expand = list(text());
const fields = {
  address: group(addressFields),
  description: clearable(),
  email: clearable(512),
  expand,
  invoice_settings: group({ default_payment_method: clearable() }),
  metadata: metadata(),
  name: clearable(256),
  phone: clearable(20),
  preferred_locales: list(text()),
  tax_exempt: choice('none', 'exempt', 'reverse'),
};

export const customerEndpoints = [
  endpoint({
    method: 'POST',
    path: '/v1/customers',
    access: 'secret',
    fields,
    run(tx, { params }) {
      const customer = tx.insert<'customer'>(withWords(tx, newCustomer(tx), params));
      emit(tx, 'customer.created', customer);
      return customer;
    },
  }),
  endpoint({
    method: 'GET',
    path: '/v1/customers/:id',
    access: 'secret',
    fields: { expand },
    run: (tx, { id }) => tx.find('customer', id) ?? tx.get('customer', id),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/customers/:id',
    access: 'secret',
    fields,
    run(tx, { id, params }) {
      const before = tx.get('customer', id);
      const customer = tx.save(withWords(tx, before, params));
      emit(tx, 'customer.updated', customer, changed(before, customer));
      return customer;
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/v1/customers/:id',
    access: 'secret',
    fields: {},
    run(tx, { id }) {
      const customer = tx.get('customer', id);
      const url = '/v1/payment_methods';
      let methods = listPage(tx, 'payment_method', url, pageOf(100), { customer: id });
      // Detaching takes a card off the list, so the first page is asked for again until nothing is left.
      while (methods.data.length > 0) {
        for (const method of methods.data) detach(tx, method);
        methods = listPage(tx, 'payment_method', url, pageOf(100), { customer: id });
      }
      tx.save({ id, object: 'customer', deleted: true });
      emit(tx, 'customer.deleted', customer);
      return { id, object: 'customer', deleted: true };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/v1/customers',
    access: 'secret',
    fields: { ...pageFields, email: text(), expand },
    run: (tx, { params, path }) => listPage(tx, 'customer', path, params, { email: params.email }),
  }),
];

function withWords(tx: Tx, customer: Customer, params: Partial<Parsed<typeof fields>>): Customer {
  const method = params.invoice_settings?.default_payment_method;
  if (typeof method === 'string') tx.get('payment_method', method, 'invoice_settings[default_payment_method]');
  return {
    ...customer,
    address: params.address === undefined ? (customer.address ?? null) : addressOf(params.address),
    description: given(params.description, customer.description),
    email: given(params.email, customer.email),
    name: given(params.name, customer.name ?? null),
    phone: given(params.phone, customer.phone ?? null),
    preferred_locales: given(params.preferred_locales, customer.preferred_locales ?? []),
    tax_exempt: given(params.tax_exempt, customer.tax_exempt ?? 'none'),
    metadata: mergeMetadata(customer.metadata, params.metadata),
    invoice_settings:
      method === undefined
        ? customer.invoice_settings
        : { ...customer.invoice_settings, default_payment_method: method },
  };
}

function given<T>(value: T | undefined, old: T): T {
  return value === undefined ? old : value;
}

/** The old values of what changed: an update event's `previous_attributes`. */
function changed(before: Customer, after: Customer): object {
  const entries = Object.entries(before) as [keyof Customer, unknown][];
  return Object.fromEntries(entries.filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(after[name])));
}

function pageOf(limit: number): {
  limit: number;
  starting_after: undefined;
  ending_before: undefined;
  created: undefined;
} {
  return { limit, starting_after: undefined, ending_before: undefined, created: undefined };
}
