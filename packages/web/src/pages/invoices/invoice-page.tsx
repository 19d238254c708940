import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { DocumentBulletListRegular } from '@fluentui/react-icons/svg/document-bullet-list';
import { LinkRegular } from '@fluentui/react-icons/svg/link';
import { LinkAddRegular } from '@fluentui/react-icons/svg/link-add';
import { PaymentRegular } from '@fluentui/react-icons/svg/payment';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { InvoiceStatus } from '../../components/invoice-status/invoice-status.tsx';
import { displayStatusOf } from '../../components/invoice-status/status-word.ts';
import { SkeletonLines } from '../../components/skeletons.tsx';
import { isOpenToTransfer } from '../../components/transfer/open-to-transfer.ts';
import type { Scope } from '../../scope.ts';
import { type Command, CommandBar } from '../../shell/command-bar.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { useScope } from '../../shell/use-scope.ts';
import { useSearchParams } from '../../shell/use-search-params.ts';
import { InvoiceActivity } from './invoice-activity.tsx';
import { InvoiceAmounts } from './invoice-amounts.tsx';
import { numberOf } from './invoice-columns.ts';
import { InvoiceCredits } from './invoice-credits.tsx';
import { InvoiceDisputes } from './invoice-disputes.tsx';
import { mayDownload, originalOf } from './invoice-documents.ts';
import { InvoiceDocuments } from './invoice-documents-list.tsx';
import { InvoiceEssentials } from './invoice-essentials.tsx';
import { InvoiceLines } from './invoice-lines.tsx';
import { InvoicePart } from './invoice-part.tsx';
import { InvoicePayments } from './invoice-payments.tsx';
import { invoiceQuery, shownInvoice } from './invoice-queries.ts';
import { InvoiceRefunds } from './invoice-refunds.tsx';
import { PayabilityMessage } from './payability-message.tsx';
import { useInvoiceCommands } from './use-invoice-commands.ts';
import { useInvoiceOperations } from './use-invoice-operations.tsx';

const TransferSection = lazy(async () => ({
  default: (await import('../../components/transfer/transfer-section.tsx')).TransferSection,
}));
const InvoicePayLinks = lazy(async () => ({
  default: (await import('./pay-links/invoice-pay-links.tsx')).InvoicePayLinks,
}));
const InvoiceConversations = lazy(async () => ({
  default: (await import('./invoice-conversation.tsx')).InvoiceConversations,
}));
const CreatePayLinkDialog = lazy(async () => ({
  default: (await import('./pay-links/create-pay-link-dialog.tsx')).CreatePayLinkDialog,
}));

/** One invoice: what it is about, what is owed, and what has been paid. */
export function InvoicePage() {
  const { t } = useLingui();
  const scope = useScope();
  const { invoice: name = '' }: { invoice?: string } = useParams({ strict: false });
  const {
    data: invoice,
    error,
    refetch,
  } = useQuery({
    ...invoiceQuery(scope.account, name),
    placeholderData: () => shownInvoice(scope.account, name),
  });
  if (invoice) return <ShownInvoice scope={scope} invoice={invoice} onRefresh={() => void refetch()} />;
  return (
    <>
      <PageTitle icon={<DocumentBulletListRegular />} title={name} />
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonLines label={t`Loading`} lines={10} />
      )}
    </>
  );
}

interface ShownInvoiceProps {
  readonly scope: Scope;
  readonly invoice: Invoice;
  readonly onRefresh: () => void;
}

function ShownInvoice({ scope, invoice, onRefresh }: ShownInvoiceProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const { lines } = invoice.properties;
  const [isLinking, setLinking] = useState(false);
  const mayLink = mayPay(invoice);
  return (
    <>
      <PageTitle
        icon={<DocumentBulletListRegular />}
        title={numberOf(invoice)}
        subtitle={invoice.properties.billingProfileDisplayName}
        badge={<InvoiceStatus status={displayStatusOf(invoice.properties)} />}
      />
      <CommandBar items={useCommands(scope, invoice, onRefresh, () => setLinking(true))} />
      <PayabilityMessage invoice={invoice} />
      <InvoiceEssentials scope={scope} invoice={invoice} />
      <div className={styles.parts}>
        <InvoiceLines invoice={invoice} isLoading={lines === undefined} />
        <InvoiceAmounts invoice={invoice} />
        {invoice.properties.documentType === 'Invoice' && <InvoicePayments invoice={invoice} />}
        <InvoiceRefunds invoice={invoice} />
        <InvoiceDisputes invoice={invoice} />
        <InvoiceCredits scope={scope} invoice={invoice} />
        <Suspense fallback={null}>
          <InvoiceConversations account={scope.account} invoice={invoice} />
        </Suspense>
        {isOpenToTransfer(invoice) && (
          <InvoicePart title={t`Pay by bank transfer`}>
            <Suspense fallback={<SkeletonLines label={t`Loading`} lines={6} />}>
              <TransferSection account={scope.account} invoice={invoice} />
            </Suspense>
          </InvoicePart>
        )}
        {mayLink && (
          <Suspense fallback={null}>
            <InvoicePayLinks account={scope.account} invoice={invoice} />
          </Suspense>
        )}
        <InvoiceDocuments account={scope.account} invoice={invoice} />
        <InvoiceActivity account={scope.account} invoice={invoice} />
      </div>
      {isLinking && (
        <Suspense fallback={null}>
          <CreatePayLinkDialog account={scope.account} invoice={invoice} onClose={() => setLinking(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Whoever may pay an invoice may let others pay it. */
function mayPay({ actions }: Invoice): boolean {
  return actions?.includes('invoice.pay') === true;
}

function useCommands(scope: Scope, invoice: Invoice, onRefresh: () => void, onLink: () => void): Command[] {
  const { t } = useLingui();
  const [, changeAddress] = useSearchParams();
  const { copyLink, downloadOriginal } = useInvoiceCommands(scope, invoice);
  const pay: Command = {
    key: 'pay',
    label: t`Pay now`,
    icon: <PaymentRegular />,
    isPrimary: true,
    onClick: () => changeAddress({ pane: 'pay-now', invoice: invoice.name }),
  };
  return [
    ...(invoice.properties.payability?.canPay ? [pay] : []),
    {
      key: 'download',
      label: t`Download original`,
      icon: <ArrowDownloadRegular />,
      onClick: () => void downloadOriginal(),
      isDisabled: !originalOf(invoice) || !mayDownload(invoice),
    },
    ...(mayPay(invoice) && invoice.properties.payability?.canPay
      ? [{ key: 'pay-link', label: t`Create pay link`, icon: <LinkAddRegular />, onClick: onLink }]
      : []),
    ...useInvoiceOperations(invoice),
    { key: 'copy', label: t`Copy link`, icon: <LinkRegular />, onClick: () => void copyLink() },
    { key: 'refresh', label: t`Refresh`, icon: <ArrowSyncRegular />, onClick: onRefresh },
  ];
}

const useStyles = makeStyles({
  parts: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXXL,
    paddingTop: tokens.spacingVerticalM,
  },
});
