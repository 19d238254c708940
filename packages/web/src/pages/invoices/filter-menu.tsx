import { Menu, MenuItem, MenuList, MenuPopover } from '@fluentui/react-components';
import type { FilterKey } from './invoice-filters.ts';

interface FilterMenuProps {
  readonly anchor: HTMLElement;
  readonly filters: readonly { readonly key: FilterKey; readonly text: string }[];
  readonly onPick: (key: FilterKey) => void;
  readonly onClose: () => void;
}

/** What *Add filter* offers. */
export function FilterMenu({ anchor, filters, onPick, onClose }: FilterMenuProps) {
  const close = () => {
    anchor.focus();
    onClose();
  };
  return (
    <Menu open positioning={{ target: anchor, position: 'below', align: 'start' }} onOpenChange={close}>
      <MenuPopover>
        <MenuList>
          {filters.map(({ key, text }) => (
            <MenuItem key={key} persistOnClick onClick={() => onPick(key)}>
              {text}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
