import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { saveSettings, useSession } from '../../api/queries/session.ts';
import { useErrorWords } from '../../components/error-state.tsx';
import { MessageArea } from '../../components/message-area.tsx';
import { activateLanguage, currentLanguage } from '../../i18n/i18n.ts';
import { chooseRegionalFormat, useRegionalFormat } from '../../i18n/regional-format.ts';
import { notify } from '../../shell/notifications.ts';
import { PageTitle } from '../../shell/page-title.tsx';
import { useLeaveGuard } from '../../shell/use-leave-guard.ts';
import { useTheme } from '../../theme/theme-provider.tsx';
import { LanguageSettings } from './language-settings.tsx';
import { type ChosenSettings, isSameSettings } from './settings-form.ts';
import { ThemeSettings } from './theme-settings.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '24px', maxWidth: '560px', paddingTop: '4px' },
  buttons: { display: 'flex', gap: '8px' },
});

/** Language, region formats and theme of the portal. Changes count when *Apply* is pressed. */
export function SettingsPage() {
  const styles = useStyles();
  const { t } = useLingui();
  const saved = useSavedSettings();
  const [chosen, setChosen] = useState(saved);
  const save = useApply();
  const isChanged = !isSameSettings(saved, chosen);
  useLeaveGuard(isChanged);
  const words = useErrorWords(save.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isChanged && !save.isPending) save.mutate(chosen);
  };
  return (
    <>
      <PageTitle
        icon={<SettingsRegular />}
        title={t({ message: 'Settings', context: 'the portal settings of the reader' })}
        subtitle={t`Language, region and appearance`}
      />
      {save.isError && (
        <MessageArea intent="error" title={words.title}>
          {words.text}
        </MessageArea>
      )}
      <form className={styles.form} onSubmit={submit}>
        <LanguageSettings chosen={chosen} onChange={setChosen} />
        <ThemeSettings chosen={chosen} onChange={setChosen} />
        <div className={styles.buttons}>
          <Button
            type="submit"
            appearance="primary"
            disabledFocusable={!isChanged || save.isPending}
            icon={save.isPending ? <Spinner size="tiny" /> : null}
          >
            <Trans>Apply</Trans>
          </Button>
          <Button disabledFocusable={!isChanged} onClick={() => setChosen(saved)}>
            <Trans>Discard changes</Trans>
          </Button>
        </div>
      </form>
    </>
  );
}

function useSavedSettings(): ChosenSettings {
  const { settings } = useSession();
  const region = useRegionalFormat();
  const { choice } = useTheme();
  return {
    language: settings.language ?? currentLanguage(),
    region,
    theme: choice,
    showSourceOnHover: settings.showSourceOnHover,
  };
}

function useApply() {
  const { t } = useLingui();
  const { choose } = useTheme();
  return useMutation({
    mutationFn: async ({ language, region, theme, showSourceOnHover }: ChosenSettings) => {
      await saveSettings({ language, theme, showSourceOnHover });
      chooseRegionalFormat(region);
      choose(theme);
      await activateLanguage(language);
    },
    onSuccess: () => notify({ intent: 'success', title: t`Settings saved` }),
  });
}
