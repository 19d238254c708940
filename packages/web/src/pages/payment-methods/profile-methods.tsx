import type { BillingProfile } from '@betalt/contract/accounts/billing-account.ts';
import type { PaymentMethodLink } from '@betalt/contract/payments/payment-method.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '../../components/error-state.tsx';
import { usePaymentMethodName } from '../../components/payment-method-picker/payment-method-line.tsx';
import {
  detachFromProfile,
  makeDefaultOfProfile,
} from '../../components/payment-method-picker/payment-method-links.ts';
import { paymentMethodLinksQuery } from '../../components/payment-method-picker/payment-method-queries.ts';
import { type Column, PlainTable } from '../../components/plain-table.tsx';
import { AutomaticPayment } from './automatic-payment/automatic-payment.tsx';
import { MethodCommand } from './method-command.tsx';
import { MethodsSection } from './methods-section.tsx';
import { useIsExpired } from './use-is-expired.ts';
import { useMethodColumns } from './use-method-columns.tsx';

/** The cards that everyone who may pay the profile's invoices may use. */
export function ProfileMethods({ account, profile }: { account: string; profile: BillingProfile }) {
  const { t } = useLingui();
  const where = { account, profile: profile.name };
  const { data: links, error, refetch } = useQuery(paymentMethodLinksQuery(where));
  const mayManage = profile.actions?.includes('paymentMethod.manage') ?? false;
  const shared = useMethodColumns<PaymentMethodLink>((link) => link.properties.paymentMethod);
  const columns: Column<PaymentMethodLink>[] = [
    ...shared,
    { key: 'default', header: t`Default`, cell: ({ properties }) => properties.isDefault && t`Yes` },
    ...(mayManage
      ? [
          {
            key: 'actions',
            header: t`Actions`,
            cell: (link: PaymentMethodLink) => <LinkCommands where={where} link={link} />,
          },
        ]
      : []),
  ];
  return (
    <MethodsSection title={profile.properties.displayName}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {links?.length === 0 && (
        <Trans>No payment method is attached. Invoices can be paid with a card of your own.</Trans>
      )}
      {!error && links?.length !== 0 && (
        <PlainTable label={profile.properties.displayName} columns={columns} rows={links} rowKey={({ name }) => name} />
      )}
      <AutomaticPayment account={account} profile={profile} mayManage={mayManage} />
    </MethodsSection>
  );
}

interface LinkCommandsProps {
  readonly where: { readonly account: string; readonly profile: string };
  readonly link: PaymentMethodLink;
}

function LinkCommands({ where, link }: LinkCommandsProps) {
  const { t } = useLingui();
  const isExpired = useIsExpired()(link.properties.paymentMethod);
  const name = usePaymentMethodName(link.properties.paymentMethod);
  return (
    <>
      {!link.properties.isDefault && !isExpired && (
        <MethodCommand
          label={t`Make default`}
          done={t`Default payment method changed`}
          of={name}
          run={() => makeDefaultOfProfile(where, link.name)}
        />
      )}
      <MethodCommand
        label={t`Detach`}
        done={t`Payment method detached`}
        of={name}
        question={t`Others who pay this profile's invoices can no longer use the card. It stays among the payment methods of its owner.`}
        run={() => detachFromProfile(where, link.name)}
      />
    </>
  );
}
