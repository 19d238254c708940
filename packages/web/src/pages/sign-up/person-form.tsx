import type { SignUpRequest } from '@betalt/contract/portal/session.ts';
import { Button, Field, Input, makeStyles, Spinner } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { signUp } from '../../api/queries/session.ts';
import { useErrorWords } from '../../components/error-state.tsx';
import { MessageArea } from '../../components/message-area.tsx';
import { currentLanguage } from '../../i18n/i18n.ts';
import { MIN_PASSWORD_LETTERS, personProblems } from './sign-up-form.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '12px' },
  button: { alignSelf: 'flex-start' },
});

type PersonFormProps = { readonly invitation: string | undefined; readonly onSignedUp: () => void };

/** Name, e-mail, password. Says what is missing when the button is pressed, not while the person is still typing. */
export function PersonForm({ invitation, onSignedUp }: PersonFormProps) {
  const styles = useStyles();
  const { t } = useLingui();
  const [person, setPerson] = useState({ name: '', email: '', password: '' });
  const [isTried, setTried] = useState(false);
  const attempt = useMutation({ mutationFn: (request: SignUpRequest) => signUp(request), onSuccess: onSignedUp });
  const words = useErrorWords(attempt.error);
  const problems = personProblems(person);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problems.size > 0 || attempt.isPending) return;
    attempt.mutate({
      ...trimmed(person),
      language: currentLanguage(),
      ...(invitation === undefined ? {} : { invitation }),
    });
  };
  const shown = (field: keyof typeof person, text: string) => (isTried && problems.has(field) ? text : null);
  return (
    <form className={styles.root} onSubmit={submit} noValidate>
      {attempt.isError && (
        <MessageArea intent="error" title={words.title}>
          {words.text}
        </MessageArea>
      )}
      <Field label={t`Your name`} required validationMessage={shown('name', t`Enter your name.`)}>
        <Input
          autoComplete="name"
          value={person.name}
          onChange={(_, { value }) => setPerson({ ...person, name: value })}
        />
      </Field>
      <Field
        label={t`E-mail`}
        required
        validationMessage={shown('email', t`Enter an e-mail address, such as name@company.com.`)}
      >
        <Input
          type="email"
          autoComplete="username"
          value={person.email}
          onChange={(_, { value }) => setPerson({ ...person, email: value })}
        />
      </Field>
      <Field
        label={t`Password`}
        required
        hint={t`At least ${MIN_PASSWORD_LETTERS} characters. A sentence is easier to remember than a word.`}
        validationMessage={shown('password', t`The password is too short.`)}
      >
        <Input
          type="password"
          autoComplete="new-password"
          value={person.password}
          onChange={(_, { value }) => setPerson({ ...person, password: value })}
        />
      </Field>
      <Button
        type="submit"
        appearance="primary"
        className={styles.button}
        disabledFocusable={attempt.isPending}
        icon={attempt.isPending ? <Spinner size="tiny" /> : null}
      >
        <Trans>Next: Billing account</Trans>
      </Button>
    </form>
  );
}

function trimmed({ name, email, password }: { name: string; email: string; password: string }) {
  return { name: name.trim(), email: email.trim(), password };
}
