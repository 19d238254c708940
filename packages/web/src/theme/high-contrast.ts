import { type Theme, teamsHighContrastTheme } from '@fluentui/react-components';
import { density } from './density.ts';

export const theme: Theme = { ...teamsHighContrastTheme, ...density };
