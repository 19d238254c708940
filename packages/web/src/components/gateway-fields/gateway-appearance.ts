import type { StripeAppearance } from './stripe-js.ts';

/** Dresses the gateway's fields like the page around them, from the theme's custom properties on `element`. */
export function gatewayAppearance(element: HTMLElement): StripeAppearance {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const background = token('colorNeutralBackground1');
  return {
    theme: isDark(background) ? 'night' : 'stripe',
    variables: {
      colorPrimary: token('colorCompoundBrandStroke'),
      colorBackground: background,
      colorText: token('colorNeutralForeground1'),
      colorTextSecondary: token('colorNeutralForeground2'),
      colorDanger: token('colorStatusDangerForeground1'),
      fontFamily: token('fontFamilyBase'),
      borderRadius: token('borderRadiusMedium'),
    },
  };
}

/**
 * @param color `#rgb` or `#rrggbb`, as Fluent's tokens are written
 */
export function isDark(color: string): boolean {
  const hex = color.length === 4 ? color.replaceAll(/[0-9a-f]/gi, '$&$&') : color;
  const [red = 255, green = 255, blue = 255] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  // Rec. 601 luma: enough to tell a dark surface from a light one.
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
