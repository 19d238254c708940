import { BuildingRegular } from '@fluentui/react-icons/svg/building';
import { useLingui } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { configQuery } from '../../api/queries/session.ts';
import { paths } from '../../paths.ts';
import { notify } from '../../shell/notifications.ts';
import { PageTitle } from '../../shell/page-title.tsx';
import { BillingAccountForm } from './billing-account-form.tsx';

/**
 * The second step of signing up, for somebody signed in: makes a billing account and accepts the vendor's agreement.
 * It is a page of its own, so that whoever was interrupted after the first step goes on here.
 */
export function CreateBillingAccountPage() {
  const { t } = useLingui();
  const router = useRouter();
  const { data: config } = useSuspenseQuery(configQuery);
  const onCreated = (name: string | undefined) => {
    notify({ intent: 'success', title: t`Billing account created`, body: t`You are its Billing account owner.` });
    void router.navigate({ href: name === undefined ? paths.billingScopes() : paths.overview({ account: name }) });
  };
  return (
    <>
      <PageTitle
        icon={<BuildingRegular />}
        title={t`Create billing account`}
        subtitle={t`Step 2 of 2: the company that gets the invoices`}
      />
      <BillingAccountForm agreement={config.agreement} onCreated={onCreated} />
    </>
  );
}
