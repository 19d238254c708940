import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { type CreatedPayLink, PAY_LINK_DAYS } from '@betalt/contract/pay-links/pay-link.ts';
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  SpinButton,
  tokens,
} from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { AmountField, useTypedAmount } from '../../../components/amount-field/amount-field.tsx';
import { hasRoomForAPart } from '../../../components/amount-field/typed-amount.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { CopyButton } from '../../../components/transfer/copy-button.tsx';
import { useFormats } from '../../../i18n/use-formats.ts';
import { useMayPayPart } from '../../../panes/pay-now/use-one-amount.ts';
import { numberOf } from '../invoice-columns.ts';
import { createPayLink } from './pay-link-queries.ts';

interface CreatePayLinkProps {
  readonly account: string;
  readonly invoice: Invoice;
  readonly onClose: () => void;
}

/** A link with which somebody without a login pays this invoice. Its address is shown once. */
export function CreatePayLinkDialog({ account, invoice, onClose }: CreatePayLinkProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const number = numberOf(invoice);
  const form = usePayLinkForm(account, invoice);
  const mayAskForPart = useMayPayPart(account) && hasRoomForAPart(form.bounds);
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t`Pay link for invoice ${number}`}</DialogTitle>
          <DialogContent>
            {form.made ? <MadeLink made={form.made} /> : <Wishes form={form} mayAskForPart={mayAskForPart} />}
          </DialogContent>
          <DialogActions>
            {!form.made && (
              <Button
                className={styles.unbroken}
                appearance="primary"
                disabledFocusable={form.isBusy || !form.isReadable}
                onClick={() => void form.create()}
              >
                <Trans>Create pay link</Trans>
              </Button>
            )}
            <Button onClick={onClose}>{form.made ? <Trans>Close</Trans> : <Trans>Cancel</Trans>}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

type Form = ReturnType<typeof usePayLinkForm>;

function Wishes({ form, mayAskForPart }: { form: Form; mayAskForPart: boolean }) {
  const styles = useStyles();
  const { t } = useLingui();
  const most = PAY_LINK_DAYS.most;
  return (
    <div className={styles.form}>
      <p className={styles.text}>
        <Trans>
          Whoever has the link sees this invoice and can pay it with a card of their own, without signing in. They see
          nothing else of the account.
        </Trans>
      </p>
      <Field label={t`Days until it expires`} hint={t`From 1 to ${most} days.`}>
        <SpinButton
          className={styles.days}
          min={1}
          max={most}
          value={form.days}
          onChange={(_, { value, displayValue }) => form.setDays(value ?? Number(displayValue))}
        />
      </Field>
      {mayAskForPart && (
        <Field label={t`Amount`}>
          <RadioGroup value={form.isPart ? 'part' : 'all'} onChange={(_, { value }) => form.setPart(value === 'part')}>
            <Radio value="all" label={t`Whatever is due when it is opened`} />
            <Radio value="part" label={t`At most this amount`} />
          </RadioGroup>
        </Field>
      )}
      {form.isPart && (
        <AmountField label={t`Highest amount`} typed={form.typed} onType={form.setTyped} bounds={form.bounds} hasHint />
      )}
      {form.failure !== undefined && <ErrorState error={form.failure} />}
    </div>
  );
}

function MadeLink({ made }: { made: CreatedPayLink }) {
  const styles = useStyles();
  const { t } = useLingui();
  const { date } = useFormats();
  const on = date(made.expiresAt);
  return (
    <div className={styles.form}>
      <Field label={t`Pay link`} hint={t`It opens the invoice until ${on}. Copy it now: it is not shown again.`}>
        <Input readOnly value={made.url} onFocus={(event) => event.currentTarget.select()} />
      </Field>
      <div>
        <CopyButton of={t`Pay link`} text={made.url} isProminent />
      </div>
    </div>
  );
}

function usePayLinkForm(account: string, invoice: Invoice) {
  const read = useTypedAmount();
  const [days, setDays] = useState<number>(PAY_LINK_DAYS.usual);
  const [isPart, setPart] = useState(false);
  const [typed, setTyped] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [made, setMade] = useState<CreatedPayLink | undefined>();
  const unanswered = useRef<{ readonly of: string; readonly key: string } | undefined>(undefined);
  const bounds = { least: invoice.properties.payability?.minimumAmount, most: invoice.properties.amountDue };
  const part = isPart ? read(typed, bounds) : undefined;
  const isReadable =
    (part === undefined || part.ok) && days >= 1 && days <= PAY_LINK_DAYS.most && Number.isInteger(days);

  const create = async () => {
    if (!isReadable || isBusy) return;
    const body = { expiresInDays: days, ...(part?.ok ? { amount: part.amount } : {}) };
    const of = JSON.stringify(body);
    unanswered.current = unanswered.current?.of === of ? unanswered.current : { of, key: crypto.randomUUID() };
    setBusy(true);
    setFailure(undefined);
    try {
      setMade(await createPayLink(account, invoice.name, body, unanswered.current.key));
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  return { days, setDays, isPart, setPart, typed, setTyped, bounds, isBusy, failure, made, isReadable, create };
}

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  text: { margin: 0 },
  unbroken: { whiteSpace: 'nowrap' },
  days: { width: '120px' },
});
