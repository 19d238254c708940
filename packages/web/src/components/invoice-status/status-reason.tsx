import type { Payability } from '@betalt/contract/invoices/invoice.ts';
import { makeStyles, tokens } from '@fluentui/react-components';
import { InfoRegular } from '@fluentui/react-icons/svg/info';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';

/** Reasons that the status word already tells; the others get a mark, so that nobody has to guess that there is one. */
const TOLD_BY_STATUS: ReadonlySet<Payability['reasonCode']> = new Set(['AlreadyPaid', 'Void']);

/**
 * A status that says why the invoice cannot be paid, when pointed at or focused (WCAG 1.4.13: it stays while pointed at,
 * Esc hides it). An invoice that can be paid shows its status alone.
 */
export function StatusReason({ payability, children }: { payability: Payability | undefined; children: ReactNode }) {
  const styles = useStyles();
  const trigger = useRef<HTMLButtonElement>(null);
  const { isOpen, open, close, closeSoon } = useHover();
  if (!payability || payability.canPay || payability.reason === undefined) return children;
  // The button carries it from the start: by the time that the tip opens, a screen reader has spoken the button.
  const reason = [payability.reason, payability.remedy?.text].filter((sentence) => sentence !== undefined).join(' ');
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    close();
  };
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className={styles.trigger}
        data-control="status"
        aria-description={reason}
        onFocus={open}
        onBlur={close}
        onMouseEnter={open}
        onMouseLeave={closeSoon}
        onClick={open}
        onKeyDown={onKeyDown}
      >
        {children}
        {!TOLD_BY_STATUS.has(payability.reasonCode) && <InfoRegular className={styles.mark} aria-hidden />}
      </button>
      {isOpen && (
        <Tip trigger={trigger.current} onMouseEnter={open} onMouseLeave={closeSoon}>
          {reason}
        </Tip>
      )}
    </>
  );
}

interface TipProps {
  readonly trigger: HTMLElement | null;
  readonly onMouseEnter: () => void;
  readonly onMouseLeave: () => void;
  readonly children: ReactNode;
}

/** In the browser's top layer, so that no scrolling list cuts it off. */
function Tip({ trigger, children, ...pointer }: TipProps) {
  const styles = useStyles();
  const tip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (tip.current && trigger) showBeside(tip.current, trigger);
  }, [trigger]);
  return (
    <div ref={tip} role="tooltip" aria-hidden="true" popover="manual" className={styles.tip} {...pointer}>
      {children}
    </div>
  );
}

const GAP_PX = 4;

function showBeside(tip: HTMLElement, trigger: HTMLElement): void {
  tip.showPopover();
  const around = trigger.getBoundingClientRect();
  const own = tip.getBoundingClientRect();
  const isRoomBelow = around.bottom + GAP_PX + own.height < innerHeight;
  const left = Math.max(GAP_PX, Math.min(around.left, innerWidth - own.width - GAP_PX));
  tip.style.left = `${left}px`;
  tip.style.top = `${isRoomBelow ? around.bottom + GAP_PX : around.top - GAP_PX - own.height}px`;
}

/** Time for the pointer to cross the gap between trigger and tip. */
const CLOSE_AFTER_MS = 150;

function useHover() {
  const [isOpen, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const settle = (next: boolean) => {
    clearTimeout(timer.current);
    setOpen(next);
  };
  return {
    isOpen,
    open: () => settle(true),
    close: () => settle(false),
    closeSoon: () => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setOpen(false), CLOSE_AFTER_MS);
    },
  };
}

const useStyles = makeStyles({
  trigger: {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXS,
    minHeight: '24px',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusSmall,
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    cursor: 'help',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  mark: { color: tokens.colorNeutralForeground3, flexShrink: 0, fontSize: '16px' },
  tip: {
    position: 'fixed',
    inset: 'auto',
    margin: 0,
    maxWidth: 'min(320px, calc(100vw - 16px))',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow8,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: 'normal',
    textAlign: 'start',
  },
});
