import type { BillingProfile } from '@betalt/contract/accounts/billing-account.ts';
import type { AutomaticPayment as Automatic } from '@betalt/contract/payments/automatic-payment.ts';
import { makeStyles, Switch, tokens } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isApiError } from '../../../api/api-error.ts';
import { arm } from '../../../api/http.ts';
import { automaticPaymentQuery } from '../../../api/queries/paying.ts';
import { queryClient } from '../../../api/query-client.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { MessageArea } from '../../../components/message-area.tsx';
import { scopeId } from '../../../scope.ts';
import { notify } from '../../../shell/notifications.ts';
import { UpcomingCharges } from './upcoming-charges.tsx';

interface AutomaticPaymentProps {
  readonly account: string;
  readonly profile: BillingProfile;
  readonly mayManage: boolean;
}

/** Whether the profile's default card is charged on the due date by itself, what comes next, and what stands in the way. */
export function AutomaticPayment({ account, profile, mayManage }: AutomaticPaymentProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const where = { account, profile: profile.name };
  const query = automaticPaymentQuery(where);
  const { data, error, refetch } = useQuery(query);
  const { change, wanted } = useChange(where, profile.properties.displayName);
  // A role that may not see it is shown nothing of it.
  if (isApiError(error) && error.status === 403) return null;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const { problem, enabled, upcoming } = data;
  return (
    <div className={styles.part}>
      <Switch
        className={styles.switch}
        label={t`Automatic payment`}
        // Where it is going, until the server has answered.
        checked={wanted ?? enabled}
        disabled={!mayManage || (!enabled && problem !== undefined)}
        onChange={(_, { checked }) => void change(checked)}
      />
      <p className={styles.text}>
        <Trans>
          The default payment method is charged on the due date of each invoice, and those who pay are told.
        </Trans>
      </p>
      {problem && <MessageArea intent={enabled ? 'warning' : 'info'}>{problem.reason}</MessageArea>}
      {enabled && <UpcomingCharges account={account} name={profile.properties.displayName} upcoming={upcoming} />}
    </div>
  );
}

function useChange(where: { account: string; profile: string }, profileName: string) {
  const { t } = useLingui();
  const [wanted, setWanted] = useState<boolean | undefined>();
  const { queryKey } = automaticPaymentQuery(where);
  const change = async (enabled: boolean) => {
    // Not disabled meanwhile, which would take the focus away: one change at a time all the same.
    if (wanted !== undefined) return;
    setWanted(enabled);
    try {
      const changed = await arm<Automatic>('PUT', `${scopeId(where)}/automaticPayment`, {
        body: { enabled },
        idempotencyKey: crypto.randomUUID(),
      });
      queryClient.setQueryData(queryKey, changed);
      notify({
        intent: 'success',
        title: enabled ? t`Automatic payment turned on` : t`Automatic payment turned off`,
        body: profileName,
      });
    } catch (error) {
      notify({
        intent: 'error',
        title: t`Automatic payment could not be changed`,
        body: isApiError(error) ? error.message : undefined,
      });
      await queryClient.invalidateQueries({ queryKey });
    } finally {
      setWanted(undefined);
    }
  };
  return { change, wanted };
}

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', paddingTop: tokens.spacingVerticalS },
  // In line with what stands above and below it.
  switch: { marginLeft: '-8px' },
  text: { margin: `0 0 ${tokens.spacingVerticalS}`, color: tokens.colorNeutralForeground2 },
});
