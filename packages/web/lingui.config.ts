import { defineConfig } from '@lingui/conf';

export default defineConfig({
  sourceLocale: 'en-US',
  locales: ['en-US', 'nb-NO'],
  catalogs: [{ path: '<rootDir>/src/i18n/locales/{locale}', include: ['<rootDir>/src'] }],
  orderBy: 'message',
});
