import type { IssuedParties } from '../invoices/issue-parties.ts';
import type { PayeeAccount, TransferPayee } from './transfer-instructions.ts';

/** What an invoice says about who is paid and where. */
export type PayeeParties = Pick<IssuedParties, 'seller' | 'payee' | 'paymentMeans'>;

/**
 * Who is paid: whoever the invoice names with an account of theirs, because that is what its reader sees on paper; else the
 * issuer's own accounts as they are configured.
 */
export function transferPayee({ seller, payee, paymentMeans }: PayeeParties, issuer: TransferPayee): TransferPayee {
  const accounts = paymentMeans.flatMap(({ account, bic }): PayeeAccount[] =>
    account === undefined ? [] : [{ account, bic }],
  );
  if (accounts.length === 0) return issuer;
  const holder = paymentMeans.find(({ account }) => account !== undefined)?.accountName;
  // The document has an address of the seller only; a payee who is somebody else has none in it.
  const address = payee === undefined ? addressOf(seller.address) : undefined;
  return { name: holder ?? payee?.name ?? seller.name, address, accounts };
}

function addressOf({ street, postalCode, city, country }: PayeeParties['seller']['address']): TransferPayee['address'] {
  return postalCode === undefined || city === undefined ? undefined : { street, postalCode, city, country };
}
