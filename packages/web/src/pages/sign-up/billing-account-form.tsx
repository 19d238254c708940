import type { PortalConfig } from '@betalt/contract/portal/session.ts';
import { Button, Checkbox, Field, Input, Link, makeStyles, Spinner } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createBillingAccount } from '../../api/queries/session.ts';
import { useErrorWords } from '../../components/error-state.tsx';
import { MessageArea } from '../../components/message-area.tsx';
import { useLeaveGuard } from '../../shell/use-leave-guard.ts';
import { CountryFields } from './country-fields.tsx';
import { type AccountFields, accountProblems, currencyOf, likelyCountry } from './sign-up-form.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '12px', maxWidth: '480px', paddingTop: '4px' },
  button: { alignSelf: 'flex-start' },
});

type BillingAccountFormProps = {
  readonly agreement: PortalConfig['agreement'];
  readonly onCreated: (accountName: string | undefined) => void;
};

/** Company, address, currency and agreement. A failure keeps the form; the same press again is the same request. */
export function BillingAccountForm({ agreement, onCreated }: BillingAccountFormProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const [fields, setFields] = useState(emptyFields);
  const [isTried, setTried] = useState(false);
  const attempt = useMutation({ mutationFn: createBillingAccount, onSuccess: onCreated });
  const words = useErrorWords(attempt.error);
  const problems = accountProblems(fields);
  useLeaveGuard(fields.companyName !== '' && !attempt.isSuccess);
  const change = (patch: Partial<AccountFields>) => setFields({ ...fields, ...patch });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problems.size > 0 || attempt.isPending) return;
    const { isAgreed: _isAgreed, postalCode, ...rest } = fields;
    attempt.mutate({
      ...rest,
      ...(postalCode.trim() === '' ? {} : { postalCode }),
      acceptedAgreementVersion: agreement.version,
    });
  };
  const shown = (field: keyof AccountFields, text: string) => (isTried && problems.has(field) ? text : null);
  return (
    <form className={styles.root} onSubmit={submit} noValidate>
      {attempt.isError && (
        <MessageArea intent="error" title={words.title}>
          {words.text}
        </MessageArea>
      )}
      <Field label={t`Company name`} required validationMessage={shown('companyName', t`Enter the company's name.`)}>
        <Input
          autoComplete="organization"
          value={fields.companyName}
          onChange={(_, { value }) => change({ companyName: value })}
        />
      </Field>
      <CountryFields fields={fields} onChange={change} />
      <Field label={t`Address`} required validationMessage={shown('addressLine1', t`Enter the street address.`)}>
        <Input
          autoComplete="address-line1"
          value={fields.addressLine1}
          onChange={(_, { value }) => change({ addressLine1: value })}
        />
      </Field>
      <Field label={t`Postal code`}>
        <Input
          autoComplete="postal-code"
          value={fields.postalCode}
          onChange={(_, { value }) => change({ postalCode: value })}
        />
      </Field>
      <Field label={t`City`} required validationMessage={shown('city', t`Enter the city.`)}>
        <Input autoComplete="address-level2" value={fields.city} onChange={(_, { value }) => change({ city: value })} />
      </Field>
      <Field
        validationMessage={shown('isAgreed', t`The agreement must be accepted before the account can be created.`)}
      >
        <Agreement agreement={agreement} isAgreed={fields.isAgreed} onChange={(isAgreed) => change({ isAgreed })} />
      </Field>
      <Button
        type="submit"
        appearance="primary"
        className={styles.button}
        disabledFocusable={attempt.isPending}
        icon={attempt.isPending ? <Spinner size="tiny" /> : null}
      >
        <Trans>Create billing account</Trans>
      </Button>
    </form>
  );
}

type AgreementProps = {
  readonly agreement: PortalConfig['agreement'];
  readonly isAgreed: boolean;
  readonly onChange: (isAgreed: boolean) => void;
};

function Agreement({ agreement, isAgreed, onChange }: AgreementProps) {
  const { title, version, url } = agreement;
  const link = (
    <Link href={url} target="_blank" rel="noreferrer" inline>
      {title}
    </Link>
  );
  return (
    <Checkbox
      checked={isAgreed}
      required
      onChange={(_, { checked }) => onChange(checked === true)}
      label={
        <Trans>
          I accept the {link}, version {version}, for the company.
        </Trans>
      }
    />
  );
}

function emptyFields(): AccountFields {
  const country = likelyCountry(navigator.languages);
  return {
    companyName: '',
    country,
    currency: currencyOf(country),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    addressLine1: '',
    postalCode: '',
    city: '',
    isAgreed: false,
  };
}
