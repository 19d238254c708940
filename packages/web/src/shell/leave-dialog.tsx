import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { Trans, useLingui } from '@lingui/react/macro';

type LeaveDialogProps = {
  readonly warning?: { readonly title: string; readonly text: string } | undefined;
  readonly onStay: () => void;
  readonly onLeave: () => void;
};

/** Asks before input is lost. Staying is the default. */
export function LeaveDialog({ warning, onStay, onLeave }: LeaveDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && onStay()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{warning?.title ?? t`Discard what you entered?`}</DialogTitle>
          <DialogContent>{warning?.text ?? t`What you entered here has not been saved.`}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onStay}>
              <Trans>Stay here</Trans>
            </Button>
            <Button onClick={onLeave}>
              <Trans>Leave</Trans>
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
