import { makeStyles, tokens } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useSyncExternalStore } from 'react';
import { startLiveEvents } from '../api/live.ts';
import { useSession } from '../api/queries/session.ts';
import { isSignInNeeded, onSignInGate } from '../api/sign-in-gate.ts';
import type { Language } from '../i18n/language.ts';
import { NARROW } from './layout.styles.ts';
import { requestTitleFocus } from './page-title.tsx';
import { Toasts } from './toasts.tsx';
import { TopBar } from './top-bar.tsx';
import { useMayOpenModals } from './use-may-open-modals.ts';

const ModalKeeper = lazy(async () => ({ default: (await import('./modal-keeper.tsx')).ModalKeeper }));
const SourceOnHover = lazy(async () => ({ default: (await import('./source-on-hover.tsx')).SourceOnHover }));
const SignInDialog = lazy(async () => ({ default: (await import('./sign-in-dialog.tsx')).SignInDialog }));

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    height: '100dvh',
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    [NARROW]: { height: 'auto', minHeight: '100dvh' },
    '@media print': { height: 'auto' },
  },
  skip: {
    position: 'absolute',
    left: '8px',
    top: '-60px',
    zIndex: 10,
    padding: '8px 16px',
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForegroundLink,
    ':focus': { top: '4px', outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** The signed-in portal: top bar, the layout of the page, notifications, and the sign-in dialog when the session has ended. */
export function Shell() {
  const styles = useStyles();
  useEffect(startLiveEvents, []);
  useTitleFocus();
  const mayOpenModals = useMayOpenModals();
  const language = useTranslatedLanguage();
  const isAskingToSignIn = useSyncExternalStore(onSignInGate, isSignInNeeded);
  return (
    <div className={styles.root}>
      <a className={styles.skip} href="#main">
        <Trans>Skip to main content</Trans>
      </a>
      <TopBar />
      <Outlet />
      <Toasts />
      {mayOpenModals && (
        <Suspense fallback={null}>
          <ModalKeeper />
        </Suspense>
      )}
      {language !== undefined && (
        <Suspense fallback={null}>
          <SourceOnHover language={language} />
        </Suspense>
      )}
      {isAskingToSignIn && (
        <Suspense fallback={null}>
          <SignInDialog />
        </Suspense>
      )}
    </div>
  );
}

/** A change of page (not of a filter or pane) moves the focus to the new page's title, as loading a document would. */
function useTitleFocus(): void {
  const pathname = useLocation({ select: (location) => location.pathname });
  const last = useRef(pathname);
  if (last.current !== pathname) {
    last.current = pathname;
    requestTitleFocus();
  }
}

/** The language whose English source the reader wants to see on hover; undefined for none. */
function useTranslatedLanguage(): Language | undefined {
  const { i18n } = useLingui();
  const { settings } = useSession();
  const language: Language = i18n.locale === 'nb-NO' ? 'nb-NO' : 'en-US';
  return settings.showSourceOnHover && language !== 'en-US' ? language : undefined;
}
