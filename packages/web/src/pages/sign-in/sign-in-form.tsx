import { Button, Field, Input, makeStyles, Spinner } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { signIn } from '../../api/queries/session.ts';
import { MessageArea } from '../../components/message-area.tsx';
import { useSignInErrorText } from './use-sign-in-error-text.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '12px' },
  button: { alignSelf: 'flex-start', minWidth: '120px' },
});

type SignInFormProps = {
  readonly initialEmail?: string;
  readonly initialPassword?: string;
  readonly onSignedIn: () => void;
};

/** E-mail and password. What was typed stays when it fails. */
export function SignInForm({ initialEmail = '', initialPassword = '', onSignedIn }: SignInFormProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const [email, setEmail] = useState(initialEmail);
  const [password, setPassword] = useState(initialPassword);
  const attempt = useMutation({ mutationFn: signIn, onSuccess: onSignedIn });
  const errorText = useSignInErrorText(attempt.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!attempt.isPending) attempt.mutate({ email: email.trim(), password });
  };
  return (
    <form className={styles.root} onSubmit={submit}>
      {errorText !== undefined && <MessageArea intent="error">{errorText}</MessageArea>}
      <Field label={t`E-mail`} required>
        <Input
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          onChange={(_, { value }) => setEmail(value)}
        />
      </Field>
      <Field label={t`Password`} required>
        <Input
          type="password"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(_, { value }) => setPassword(value)}
        />
      </Field>
      <Button
        type="submit"
        appearance="primary"
        className={styles.button}
        disabledFocusable={attempt.isPending}
        icon={attempt.isPending ? <Spinner size="tiny" /> : null}
      >
        <Trans>Sign in</Trans>
      </Button>
    </form>
  );
}
