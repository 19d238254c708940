import type { BillingProfile } from '@betalt/contract/accounts/billing-account.ts';
import { Button } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { isApiError } from '../../api/api-error.ts';
import { addCard } from '../../components/gateway-fields/add-card.ts';
import type { GatewayFieldsHandle } from '../../components/gateway-fields/gateway-fields.tsx';
import { NewCard, NO_WISHES } from '../../components/gateway-fields/new-card.tsx';
import { MessageArea } from '../../components/message-area.tsx';
import { attachToProfile } from '../../components/payment-method-picker/payment-method-links.ts';
import { ContextPane } from '../../shell/context-pane.tsx';
import { notify } from '../../shell/notifications.ts';

interface AddMethodPaneProps {
  readonly account: string;
  /** The profile that the card may be attached to; undefined adds it to the reader's own only. */
  readonly profile: BillingProfile | undefined;
  readonly onClose: () => void;
}

/** Saves a card of the reader's, and attaches it to the profile where that is wished. */
export function AddMethodPane({ account, profile, onClose }: AddMethodPaneProps) {
  const { t } = useLingui();
  const fields = useRef<GatewayFieldsHandle>(null);
  const [wishes, setWishes] = useState(NO_WISHES);
  const [isTyped, setTyped] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();

  const add = async () => {
    if (!fields.current || isBusy) return;
    setBusy(true);
    setProblem(undefined);
    const added = await addCard(fields.current, true);
    if (added.kind === 'refused') setProblem(added.message);
    if (added.kind === 'unreachable')
      setProblem(t`No answer came from the server. Press Add again when you are connected.`);
    if (added.kind === 'added') {
      if (profile && wishes.isAttached) await attach(added.method.name, profile);
      else notify({ intent: 'success', title: t`Payment method added` });
      onClose();
    }
    setBusy(false);
  };

  const attach = async (methodName: string, to: BillingProfile) => {
    const name = to.properties.displayName;
    try {
      await attachToProfile({ account, profile: to.name }, methodName, wishes.isDefault);
      notify({ intent: 'success', title: t`Payment method added and attached to ${name}` });
    } catch (error) {
      if (!isApiError(error)) throw error;
      // The card itself is saved, so the pane has done its work.
      notify({ intent: 'warning', title: t`Payment method added, but not attached to ${name}`, body: error.message });
    }
  };

  return (
    <ContextPane
      title={t`Add payment method`}
      subtitle={profile?.properties.displayName}
      onClose={onClose}
      isDirty={isTyped}
      footer={
        <>
          <Button appearance="primary" disabledFocusable={isBusy} onClick={() => void add()}>
            <Trans>Add</Trans>
          </Button>
          <Button disabled={isBusy} onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
        </>
      }
    >
      {problem !== undefined && <MessageArea intent="error">{problem}</MessageArea>}
      <NewCard
        ref={fields}
        wishes={wishes}
        onWishes={setWishes}
        mayAttach={profile?.actions?.includes('paymentMethod.manage') ?? false}
        isDisabled={isBusy}
        onDirty={() => setTyped(true)}
        asksToSave={false}
      />
    </ContextPane>
  );
}
