import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { ChatRegular } from '@fluentui/react-icons/svg/chat';
import { DocumentDismissRegular } from '@fluentui/react-icons/svg/document-dismiss';
import { DocumentEditRegular } from '@fluentui/react-icons/svg/document-edit';
import { EraserRegular } from '@fluentui/react-icons/svg/eraser';
import { ReceiptRegular } from '@fluentui/react-icons/svg/receipt';
import { useLingui } from '@lingui/react/macro';
import type { ReactElement } from 'react';
import type { Command } from '../../shell/command-bar.tsx';
import { useSearchParams } from '../../shell/use-search-params.ts';
import { invoiceOperations, type OperationKey } from './invoice-operations.ts';

/** Asking about an invoice, and what staff of the issuer do with it: each opens its pane. */
export function useInvoiceOperations(invoice: Invoice): Command[] {
  const { t } = useLingui();
  const [, changeAddress] = useSearchParams();
  const looks: Readonly<Record<OperationKey, { readonly label: string; readonly icon: ReactElement }>> = {
    ask: { label: t`Ask about this invoice`, icon: <ChatRegular /> },
    credit: { label: t`Credit invoice`, icon: <ReceiptRegular /> },
    refund: { label: t({ message: 'Refund', context: 'a command' }), icon: <ArrowUndoRegular /> },
    correct: { label: t`Correct invoice`, icon: <DocumentEditRegular /> },
    void: { label: t`Make void`, icon: <DocumentDismissRegular /> },
    'write-off': { label: t`Write off`, icon: <EraserRegular /> },
  };
  return invoiceOperations(invoice).map((key) => ({
    key,
    ...looks[key],
    onClick: () => changeAddress({ pane: key, invoice: invoice.name }),
  }));
}
