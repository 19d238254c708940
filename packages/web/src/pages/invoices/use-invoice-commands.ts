import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { useLingui } from '@lingui/react/macro';
import { isApiError } from '../../api/api-error.ts';
import { paths } from '../../paths.ts';
import type { Scope } from '../../scope.ts';
import { notify } from '../../shell/notifications.ts';
import { numberOf } from './invoice-columns.ts';
import { downloadDocument, type InvoiceDocument, originalOf } from './invoice-documents.ts';

/** What can be done with an invoice besides paying it, from its row and from its page. */
export function useInvoiceCommands({ account, ...scope }: Scope, invoice: Invoice) {
  const { t } = useLingui();
  const number = numberOf(invoice);

  const copyLink = async () => {
    const address = new URL(paths.invoice({ account, ...scope }, invoice.name), location.origin);
    await navigator.clipboard.writeText(address.href);
    notify({ intent: 'success', title: t`Link copied`, body: t`Invoice ${number}` });
  };

  const download = async (document: InvoiceDocument) => {
    try {
      await downloadDocument(account, invoice, document);
    } catch (error) {
      notify({
        intent: 'error',
        title: t`The document of invoice ${number} could not be downloaded`,
        body: isApiError(error) ? error.message : undefined,
      });
    }
  };

  const downloadOriginal = async () => {
    const original = originalOf(invoice);
    if (original) await download(original);
  };

  return { copyLink, download, downloadOriginal };
}
