import { Link, type LinkProps } from '@fluentui/react-components';
import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { usePageLink } from './use-page-link.ts';

/** A blue link to a page of the portal; `to` is an address of `paths.ts`. */
export function PageLink({ to, ...rest }: { to: string } & Omit<LinkProps, 'href' | 'as'>) {
  const link = usePageLink(to);
  return <Link {...(rest as object)} {...link} />;
}

/** The same without any looks of its own, for menus and tiles. */
export function PlainLink({
  to,
  onClick,
  ...rest
}: { to: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  const link = usePageLink(to);
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    link.onClick(event);
  };
  return <a {...rest} {...link} onClick={follow} />;
}
