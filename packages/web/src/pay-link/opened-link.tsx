import type { PayLinkView } from '@betalt/contract/pay-links/pay-link.ts';
import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useRef, useState } from 'react';
import { MessageArea } from '../components/message-area.tsx';
import type { Formats } from '../i18n/formats.ts';
import { useEndWords } from '../panes/pay-now/end-words.ts';
import { PhaseLine } from '../panes/pay-now/phase-line.tsx';
import { DoorLayout } from '../shell/door-layout.tsx';
import { LinkCard, type LinkCardHandle } from './link-card.tsx';
import { LinkInvoice } from './link-invoice.tsx';
import { transferOf } from './link-transfer.ts';
import { useLinkFormats } from './use-link-formats.ts';
import { type LinkEnd, useLinkPayment } from './use-link-payment.ts';

const TransferDetails = lazy(async () => ({
  default: (await import('../components/transfer/transfer-details.tsx')).TransferDetails,
}));

interface OpenedLinkProps {
  readonly token: string;
  readonly view: PayLinkView;
  /** Something happened to the invoice: it is read again. */
  readonly onChanged: () => Promise<void>;
}

/** The invoice behind the link, a card form, and how the payment ended. */
export function OpenedLink({ token, view, onChanged }: OpenedLinkProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const formats = useLinkFormats();
  const card = useRef<LinkCardHandle>(null);
  const payment = useLinkPayment(token, view, card);
  const [payerName, setPayerName] = useState('');
  const { end, phase } = payment;
  const isOver = end?.kind === 'paid' || end?.kind === 'pending';
  const isBusy = phase !== 'idle';
  const isOpenToPay = view.canPay && !isOver;
  const press = async () => {
    await payment.press(payerName);
    await onChanged();
  };
  const { seller, invoiceNumber } = view;
  const transfer = isOver ? undefined : transferOf(view);
  return (
    <DoorLayout title={t`Invoice ${invoiceNumber}`} subtitle={t`From ${seller}`} isWide>
      <div className={styles.content}>
        <LinkInvoice view={view} formats={formats} isPaid={end?.kind === 'paid'} />
        {end && <End end={end} formats={formats} />}
        {!isOpenToPay && !isOver && view.reason !== undefined && <MessageArea intent="info">{view.reason}</MessageArea>}
        {(isOpenToPay || isBusy) && (
          <section className={styles.content}>
            <h2 className={styles.heading}>
              <Trans>Pay by card</Trans>
            </h2>
            <LinkCard ref={card} gateway={view.gateway} amount={view.amount} />
            <Field label={t`Your name`} hint={t`Whoever got the invoice sees who paid it. You may leave this empty.`}>
              <Input
                autoComplete="name"
                maxLength={200}
                value={payerName}
                onChange={(_, { value }) => setPayerName(value)}
              />
            </Field>
            <PayButton view={view} formats={formats} isBusy={isBusy} onPress={() => void press()} />
            <PhaseLine phase={phase} isSlow={false} />
          </section>
        )}
        {transfer && (
          <section className={styles.content}>
            <h2 className={styles.heading}>
              <Trans>Pay by bank transfer</Trans>
            </h2>
            <Suspense fallback={null}>
              <TransferDetails facts={transfer} formats={formats} />
            </Suspense>
          </section>
        )}
      </div>
    </DoorLayout>
  );
}

interface PayButtonProps {
  readonly view: PayLinkView;
  readonly formats: Formats;
  readonly isBusy: boolean;
  readonly onPress: () => void;
}

function PayButton({ view, formats, isBusy, onPress }: PayButtonProps) {
  const styles = useStyles();
  const amount = formats.money(view.amount);
  return (
    <Button className={styles.pay} appearance="primary" size="large" disabledFocusable={isBusy} onClick={onPress}>
      <Trans>Pay {amount}</Trans>
    </Button>
  );
}

function End({ end, formats }: { end: LinkEnd; formats: Formats }) {
  const { t } = useLingui();
  const words = useEndWords();
  if (end.kind === 'paid') {
    const amount = formats.money(end.payment.amount);
    return (
      <MessageArea intent="success" title={t`Paid`}>
        <Trans>{amount} has been paid. Thank you. You can close this page.</Trans>
      </MessageArea>
    );
  }
  if (end.kind === 'pending') {
    return (
      <MessageArea intent="info" title={t`Processing`}>
        <Trans>
          The payment has been sent, and the bank has not confirmed it yet. Nothing is charged twice. You can close this
          page; whoever sent the link sees how it ends.
        </Trans>
      </MessageArea>
    );
  }
  const { intent, title, text } = words(end);
  return (
    <MessageArea intent={intent} title={title}>
      {text}
    </MessageArea>
  );
}

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  pay: { alignSelf: 'flex-start' },
});
