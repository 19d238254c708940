import { Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import type { Ref } from 'react';
import { GatewayFields, type GatewayFieldsHandle } from './gateway-fields.tsx';

/** What becomes of a card after its first use. All off: it is used once and forgotten. */
export interface CardWishes {
  readonly isSaved: boolean;
  readonly isAttached: boolean;
  readonly isDefault: boolean;
}

export const NO_WISHES: CardWishes = { isSaved: false, isAttached: false, isDefault: false };

interface NewCardProps {
  readonly ref: Ref<GatewayFieldsHandle>;
  readonly wishes: CardWishes;
  readonly onWishes: (wishes: CardWishes) => void;
  /** The role lets the reader manage the profile's methods. */
  readonly mayAttach: boolean;
  readonly isDisabled: boolean;
  readonly onDirty?: () => void;
  /** Off where adding is saving (the page of payment methods). */
  readonly asksToSave?: boolean;
}

/** The gateway's fields for a card, and what the payer wants to happen with it afterwards. */
export function NewCard(props: NewCardProps) {
  const { ref, wishes, onWishes, mayAttach, isDisabled, onDirty, asksToSave = true } = props;
  const styles = useStyles();
  const { t } = useLingui();
  return (
    <div className={styles.card}>
      <GatewayFields ref={ref} {...(onDirty ? { onDirty } : {})} />
      <div className={styles.wishes}>
        {asksToSave && (
          <Checkbox
            label={t`Save this card for later`}
            // An attached card is kept anyway.
            checked={wishes.isSaved || wishes.isAttached}
            disabled={isDisabled || wishes.isAttached}
            onChange={(_, { checked }) => onWishes({ ...wishes, isSaved: checked === true })}
          />
        )}
        {mayAttach && (
          <Checkbox
            label={t`Attach it to the billing profile, for everyone who may pay its invoices`}
            checked={wishes.isAttached}
            disabled={isDisabled}
            onChange={(_, { checked }) =>
              onWishes({ ...wishes, isAttached: checked === true, isDefault: checked === true && wishes.isDefault })
            }
          />
        )}
        {mayAttach && wishes.isAttached && (
          <Checkbox
            className={styles.nested}
            label={t`Make it the default of the billing profile`}
            checked={wishes.isDefault}
            disabled={isDisabled}
            onChange={(_, { checked }) => onWishes({ ...wishes, isDefault: checked === true })}
          />
        )}
      </div>
      <p className={styles.note}>
        <Trans>The card number goes straight to the payment service and is never stored here.</Trans>
      </p>
    </div>
  );
}

const useStyles = makeStyles({
  card: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  wishes: { display: 'flex', flexDirection: 'column' },
  nested: { marginLeft: tokens.spacingHorizontalXXL },
  note: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});
