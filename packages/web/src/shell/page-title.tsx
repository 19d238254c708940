import { makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef } from 'react';
import { InTitleSlot } from './title-slot.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', gap: '12px', minWidth: 0, width: '100%' },
  icon: { display: 'flex', flexShrink: 0, fontSize: '28px', color: tokens.colorBrandForeground1 },
  words: { minWidth: 0, flexGrow: 1 },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
    outline: 'none',
  },
  line: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: '12px' },
  subtitle: {
    margin: 0,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

type PageTitleProps = {
  readonly icon: ReactNode;
  readonly title: string;
  /** Usually the scope that the page is about. */
  readonly subtitle?: string | undefined;
  /** Beside the title, e.g. a status badge. */
  readonly badge?: ReactNode;
};

/** A page's `h1`, with the document's title; after a change of page the focus lands here. */
export function PageTitle(props: PageTitleProps) {
  return (
    <InTitleSlot>
      <TitleRow {...props} />
    </InTitleSlot>
  );
}

function TitleRow({ icon, title, subtitle, badge }: PageTitleProps) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} - Betalt`;
  }, [title]);
  useEffect(() => {
    // Whoever has begun to type while the page was on its way keeps the focus where they type.
    const isTyping = document.activeElement instanceof HTMLInputElement;
    // A pane that the address opened with the page holds the focus: behind it the title is out of reach.
    const isInDialog = document.activeElement?.closest('[role=dialog]') != null;
    if (takeFocusRequest() && !isTyping && !isInDialog) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={styles.root}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <div className={styles.words}>
        <div className={styles.line}>
          <h1 ref={heading} tabIndex={-1} className={styles.heading}>
            {title}
          </h1>
          {badge}
        </div>
        {subtitle !== undefined && <p className={styles.subtitle}>{subtitle}</p>}
      </div>
    </div>
  );
}

let isFocusRequested = false;

/** Called when the page changes under a reader who did not load the document: the next title takes the focus. */
export function requestTitleFocus(): void {
  isFocusRequested = true;
}

function takeFocusRequest(): boolean {
  const requested = isFocusRequested;
  isFocusRequested = false;
  return requested;
}
