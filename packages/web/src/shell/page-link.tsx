import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { usePageLink } from './use-page-link.ts';

const useStyles = makeStyles({
  // Fluent's Link by the same tokens; its component would be 2 kB on every page for a line of style.
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusSmall,
    ':hover': { color: tokens.colorBrandForegroundLinkHover, textDecorationLine: 'underline' },
    ':active': { color: tokens.colorBrandForegroundLinkPressed },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  inline: { textDecorationLine: 'underline' },
});

type PlainLinkProps = { readonly to: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>;

/** A blue link to a page of the portal; `to` is an address of `paths.ts`. `inline`: within a sentence, so underlined. */
export function PageLink({ inline = false, className, ...rest }: { readonly inline?: boolean } & PlainLinkProps) {
  const styles = useStyles();
  return <PlainLink {...rest} className={mergeClasses(styles.link, inline && styles.inline, className)} />;
}

/** The same without any looks of its own, for menus and tiles. */
export function PlainLink({ to, onClick, ...rest }: PlainLinkProps) {
  const link = usePageLink(to);
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    link.onClick(event);
  };
  return <a {...rest} {...link} onClick={follow} />;
}
