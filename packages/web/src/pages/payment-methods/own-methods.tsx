import type { BillingProfile } from '@betalt/contract/accounts/billing-account.ts';
import type { PaymentMethod } from '@betalt/contract/payments/payment-method.ts';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '../../components/error-state.tsx';
import { usePaymentMethodName } from '../../components/payment-method-picker/payment-method-line.tsx';
import { attachToProfile, deletePaymentMethod } from '../../components/payment-method-picker/payment-method-links.ts';
import {
  ownPaymentMethodsQuery,
  paymentMethodLinksQuery,
} from '../../components/payment-method-picker/payment-method-queries.ts';
import { type Column, PlainTable } from '../../components/plain-table.tsx';
import { MethodCommand } from './method-command.tsx';
import { MethodsSection } from './methods-section.tsx';
import { useIsExpired } from './use-is-expired.ts';
import { useMethodColumns } from './use-method-columns.tsx';

interface OwnMethodsProps {
  readonly account: string;
  /** The profiles that the page is about. */
  readonly profiles: readonly BillingProfile[];
}

/** The cards that the reader has entered: theirs alone until they attach one to a profile. */
export function OwnMethods({ account, profiles }: OwnMethodsProps) {
  const { t } = useLingui();
  const { data: methods, error, refetch } = useQuery(ownPaymentMethodsQuery);
  const manageable = profiles.filter(({ actions }) => actions?.includes('paymentMethod.manage'));
  const shared = useMethodColumns<PaymentMethod>(({ properties }) => properties);
  const columns: Column<PaymentMethod>[] = [
    ...shared,
    {
      key: 'actions',
      header: t`Actions`,
      cell: (method) => <OwnCommands account={account} profiles={manageable} method={method} />,
    },
  ];
  return (
    <MethodsSection title={t`Your payment methods`}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {methods?.length === 0 && <Trans>You have not saved a payment method. Use Add to save a card.</Trans>}
      {!error && methods?.length !== 0 && (
        <PlainTable label={t`Your payment methods`} columns={columns} rows={methods} rowKey={({ name }) => name} />
      )}
    </MethodsSection>
  );
}

type OwnCommandsProps = OwnMethodsProps & { readonly method: PaymentMethod };

function OwnCommands({ account, profiles, method }: OwnCommandsProps) {
  const { t } = useLingui();
  const isExpired = useIsExpired()(method.properties);
  const name = usePaymentMethodName(method.properties);
  return (
    <>
      {/* An expired card could not pay for anybody. */}
      {(isExpired ? [] : profiles).map((profile) => (
        <AttachCommand key={profile.name} account={account} profile={profile} method={method} name={name} />
      ))}
      <MethodCommand
        label={t`Delete`}
        done={t`Payment method deleted`}
        of={name}
        question={t`The card is removed here and at the payment service. This cannot be undone.`}
        run={() => deletePaymentMethod(method.name)}
      />
    </>
  );
}

interface AttachCommandProps {
  readonly account: string;
  readonly profile: BillingProfile;
  readonly method: PaymentMethod;
  readonly name: string;
}

function AttachCommand({ account, profile, method, name }: AttachCommandProps) {
  const { t } = useLingui();
  const where = { account, profile: profile.name };
  const { data: links } = useQuery(paymentMethodLinksQuery(where));
  const profileName = profile.properties.displayName;
  const isAttached = links?.some(
    ({ properties }) => properties.paymentMethodId.toLowerCase() === method.id.toLowerCase(),
  );
  if (!links || isAttached) return null;
  return (
    <MethodCommand
      label={t`Attach to ${profileName}`}
      done={t`Payment method attached to ${profileName}`}
      of={name}
      run={() => attachToProfile(where, method.name, false)}
    />
  );
}
