import type { Invoice } from '@betalt/contract/invoices/invoice.ts';
import { Menu, MenuItem, MenuList, MenuPopover } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { ChatRegular } from '@fluentui/react-icons/svg/chat';
import { LinkRegular } from '@fluentui/react-icons/svg/link';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import { Trans } from '@lingui/react/macro';
import { paths } from '../../paths.ts';
import type { Scope } from '../../scope.ts';
import { usePageLink } from '../../shell/use-page-link.ts';
import { useSearchParams } from '../../shell/use-search-params.ts';
import { mayDownload, originalOf } from './invoice-documents.ts';
import { useInvoiceCommands } from './use-invoice-commands.ts';

interface InvoiceMenuProps {
  readonly scope: Scope;
  readonly invoice: Invoice;
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
}

/** What a row's *…* offers. */
export function InvoiceMenu({ scope, invoice, anchor, onClose }: InvoiceMenuProps) {
  const link = usePageLink(paths.invoice(scope, invoice.name));
  const { copyLink, downloadOriginal } = useInvoiceCommands(scope, invoice);
  const [, changeAddress] = useSearchParams();
  const close = () => {
    anchor.focus();
    onClose();
  };
  return (
    <Menu open positioning={{ target: anchor, position: 'below', align: 'end' }} onOpenChange={close}>
      <MenuPopover>
        <MenuList>
          <MenuItem icon={<OpenRegular />} onClick={link.onClick}>
            <Trans>Open</Trans>
          </MenuItem>
          <MenuItem
            icon={<ArrowDownloadRegular />}
            disabled={!originalOf(invoice) || !mayDownload(invoice)}
            onClick={() => void downloadOriginal()}
          >
            <Trans>Download original</Trans>
          </MenuItem>
          {invoice.actions?.includes('invoice.query') && (
            <MenuItem icon={<ChatRegular />} onClick={() => changeAddress({ pane: 'ask', invoice: invoice.name })}>
              <Trans>Ask about this invoice</Trans>
            </MenuItem>
          )}
          <MenuItem icon={<LinkRegular />} onClick={() => void copyLink()}>
            <Trans>Copy link</Trans>
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
