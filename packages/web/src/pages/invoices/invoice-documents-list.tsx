import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { Link } from '@fluentui/react-components';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { type Column, PlainTable } from '../../components/plain-table.tsx';
import { type InvoiceDocument, mayDownload } from './invoice-documents.ts';
import { InvoicePart } from './invoice-part.tsx';
import { useInvoiceCommands } from './use-invoice-commands.ts';

/** The files that belong to the invoice. */
export function InvoiceDocuments({ account, invoice }: { account: string; invoice: Invoice }) {
  const { t, i18n } = useLingui();
  const { download } = useInvoiceCommands({ account }, invoice);
  const columns: Column<InvoiceDocument>[] = [
    {
      key: 'name',
      header: t`Document`,
      cell: (document) =>
        mayDownload(invoice) ? (
          <Link as="button" onClick={() => void download(document)}>
            {document.fileName ?? i18n._(KINDS[document.kind])}
          </Link>
        ) : (
          (document.fileName ?? i18n._(KINDS[document.kind]))
        ),
    },
    { key: 'kind', header: t`Type`, cell: ({ kind }) => i18n._(KINDS[kind]) },
  ];
  const { documents } = invoice.properties;
  return (
    <InvoicePart title={t`Documents`}>
      {documents.length === 0 ? (
        <Trans>There are no documents yet.</Trans>
      ) : (
        <PlainTable label={t`Documents`} columns={columns} rows={documents} rowKey={({ name }) => name} />
      )}
    </InvoicePart>
  );
}

const KINDS: Readonly<Record<InvoiceDocument['kind'], MessageDescriptor>> = {
  Invoice: msg`Invoice`,
  VoidNote: msg`Void note`,
  TaxReceipt: msg`Tax receipt`,
  CreditNote: msg`Credit note`,
  Summary: msg`Summary`,
  Transactions: msg`Transactions`,
  Other: msg`Other`,
};
