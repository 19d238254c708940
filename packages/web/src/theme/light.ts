import { createLightTheme, type Theme } from '@fluentui/react-components';
import { brand } from './brand.ts';
import { density } from './density.ts';

export const theme: Theme = { ...createLightTheme(brand), ...density };
