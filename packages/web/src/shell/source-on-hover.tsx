import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { messagesOf } from '../i18n/i18n.ts';
import type { Language } from '../i18n/language.ts';
import { createSourceFinder } from '../i18n/source-finder.ts';

const useStyles = makeStyles({
  tip: {
    position: 'fixed',
    zIndex: 1_000_002,
    maxWidth: '320px',
    padding: '6px 10px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackgroundInverted,
    color: tokens.colorNeutralForegroundInverted,
    boxShadow: tokens.shadow8,
    pointerEvents: 'none',
  },
});

type Tip = { readonly text: string; readonly left: number; readonly top: number };

/** How far up from the hovered element the whole sentence may be (a link inside it, an icon beside it). */
const MAX_ANCESTORS = 3;

/** *Show English source on hover*: the English sentence beside the label that is pointed at or has the focus. Esc hides it. */
export function SourceOnHover({ language }: { language: Language }) {
  const styles = useStyles();
  const [tip, setTip] = useState<Tip>();
  const sourceOf = useSourceFinder(language);
  useEffect(() => {
    if (sourceOf === undefined) return undefined;
    const show = ({ target }: Event) => setTip(target instanceof Element ? tipFor(target, sourceOf) : undefined);
    const hide = (event: KeyboardEvent) => event.key === 'Escape' && setTip(undefined);
    addEventListener('pointerover', show);
    addEventListener('focusin', show);
    addEventListener('keydown', hide);
    return () => {
      removeEventListener('pointerover', show);
      removeEventListener('focusin', show);
      removeEventListener('keydown', hide);
    };
  }, [sourceOf]);
  if (tip === undefined) return null;
  return (
    <div className={styles.tip} role="tooltip" lang="en-US" style={{ left: tip.left, top: tip.top }}>
      {tip.text}
    </div>
  );
}

function useSourceFinder(language: Language) {
  const [finder, setFinder] = useState<{ sourceOf: (shown: string) => string | undefined }>();
  useEffect(() => {
    let isOn = true;
    const find = async () => {
      const [translated, source] = await Promise.all([messagesOf(language), messagesOf('en-US')]);
      if (isOn) setFinder({ sourceOf: createSourceFinder(translated, source) });
    };
    void find();
    return () => {
      isOn = false;
    };
  }, [language]);
  return finder?.sourceOf;
}

function tipFor(target: Element, sourceOf: (shown: string) => string | undefined): Tip | undefined {
  let element: Element | null = target;
  for (let up = 0; up <= MAX_ANCESTORS && element !== null; up += 1) {
    const text = sourceOf(element.getAttribute('aria-label') ?? element.textContent ?? '');
    if (text !== undefined) return { text, ...placeOf(element) };
    element = element.parentElement;
  }
  return undefined;
}

/** Under the element, and within the window. */
function placeOf(element: Element): { left: number; top: number } {
  const { left, bottom } = element.getBoundingClientRect();
  return { left: Math.max(4, Math.min(left, innerWidth - 330)), top: Math.min(bottom + 4, innerHeight - 40) };
}
