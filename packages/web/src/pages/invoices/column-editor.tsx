import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
} from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ColumnKey, InvoiceColumn } from './invoice-columns.ts';

interface ColumnEditorProps {
  readonly offered: readonly InvoiceColumn[];
  readonly shown: readonly ColumnKey[];
  readonly onApply: (shown: readonly ColumnKey[]) => void;
  readonly onClose: () => void;
}

/** Which columns the list has; the invoice ID names the row and stays. */
export function ColumnEditor({ offered, shown, onApply, onClose }: ColumnEditorProps) {
  const styles = useStyles();
  const { i18n } = useLingui();
  const [chosen, setChosen] = useState(shown);
  const toggle = (key: ColumnKey, isChosen: boolean) =>
    setChosen(isChosen ? [...chosen, key] : chosen.filter((other) => other !== key));
  const apply = () => {
    onApply(chosen);
    onClose();
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>
            <Trans>Edit columns</Trans>
          </DialogTitle>
          <DialogContent className={styles.columns}>
            {offered.map(({ key, heading, isFixed = false }) => (
              <Checkbox
                key={key}
                label={i18n._(heading)}
                checked={isFixed || chosen.includes(key)}
                disabled={isFixed}
                onChange={(_, { checked }) => toggle(key, checked === true)}
              />
            ))}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={apply}>
              <Trans>Apply</Trans>
            </Button>
            <Button onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

const useStyles = makeStyles({ columns: { display: 'flex', flexDirection: 'column' } });
