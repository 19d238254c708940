import type { Theme } from '@fluentui/react-components';

/** Dense but calm, as users of the Azure portal know it: 13 px text, the system's own sans-serif, Inter where it has none. */
export const density = {
  fontFamilyBase:
    "'Segoe UI', 'Segoe UI Web (West European)', -apple-system, 'Inter Variable', Roboto, 'Helvetica Neue', sans-serif",
  fontFamilyNumeric: "'Segoe UI', -apple-system, 'Inter Variable', Roboto, sans-serif",
  fontSizeBase300: '13px',
  lineHeightBase300: '18px',
} satisfies Partial<Theme>;
