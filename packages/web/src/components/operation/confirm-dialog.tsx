import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { Trans } from '@lingui/react/macro';
import { OperationFailure } from './operation-failure.tsx';

interface ConfirmDialogProps {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly operation: { readonly isBusy: boolean; readonly failure: unknown };
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be undone; stays open with the server's reason where that says no. */
export function ConfirmDialog({ title, text, action, operation, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            <OperationFailure failure={operation.failure} />
            {text}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" disabledFocusable={operation.isBusy} onClick={onConfirm}>
              {action}
            </Button>
            <Button disabled={operation.isBusy} onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
