import { createDarkTheme, type Theme } from '@fluentui/react-components';
import { brand } from './brand.ts';
import { density } from './density.ts';

/** Links and accents one step lighter than Fluent's default, so that they read at 4.5:1 on every dark surface. */
export const theme: Theme = {
  ...createDarkTheme(brand),
  ...density,
  colorBrandForeground1: brand[110],
  colorBrandForeground2: brand[120],
  colorBrandForegroundLink: brand[120],
  colorBrandForegroundLinkHover: brand[130],
  colorBrandForegroundLinkPressed: brand[110],
  colorBrandForegroundLinkSelected: brand[120],
};
