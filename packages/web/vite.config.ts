import griffel from '@griffel/vite-plugin';
import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin';
import babel from '@rolldown/plugin-babel';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { NOT_OF_PAY_LINK, shared } from './build/documents.ts';
import { leanFluent } from './build/lean-fluent.ts';
import { precompress } from './build/precompress.ts';
import { themeStyles } from './build/theme-styles.ts';

// Macros go through Babel for a reason (below), which the plugin would rather not hear each time.
process.env['LINGUI_SUPPRESS_BABEL_WARNING'] ??= '1';

/** Where `vite` finds the API in development. */
const server = process.env['BETALT_SERVER'] ?? 'http://127.0.0.1:3000';

/**
 * What is shipped runs on Preact's build of React's interface: 57 kB (gzipped) less before the first picture, a third of
 * all. `vite` in development keeps React, for its warnings and its fast refresh; the end-to-end tests run on what is shipped.
 */
const lightRuntime = [
  { find: /^react(-dom)?$/, replacement: 'preact/compat' },
  { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
  { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
  { find: /^use-sync-external-store\/shim(\/index\.js)?$/, replacement: 'preact/compat' },
];

export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  plugins: [
    react(),
    themeStyles(),
    leanFluent(),
    lingui({ failOnCompileError: true, cwd: import.meta.dirname }),
    // Not the native transform: its binary asks for Node 22, so an npm that runs on Node 20 leaves it out in silence.
    babel({ presets: [linguiTransformerBabelPreset({}, { cwd: import.meta.dirname })] }),
    // Styles are made at build time, so that no visitor's browser has to.
    command === 'build' && griffel(),
    precompress(),
  ],
  resolve: { alias: command === 'build' ? lightRuntime : [] },
  build: {
    target: 'es2022',
    manifest: true,
    modulePreload: { polyfill: false },
    // The content security policy allows no data: URLs for fonts.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // The page of a pay link is a document of its own: a stranger loads nothing of the portal.
      input: ['index.html', 'pay.html'].map((page) => `${import.meta.dirname}/${page}`),
      output: {
        chunkFileNames: ({ name }) => `assets/${name.replace(/~.*/, '')}-[hash].js`,
        codeSplitting: {
          // Left alone, every icon and hook that two pages share becomes a file of its own, some 90 of them on a page.
          groups: [
            { name: 'vendor', tags: ['$initial'], test: /node_modules/, priority: 2 },
            { name: shared, tags: ['$initial'], priority: 1 },
            { name: 'portal', tags: ['$initial'], test: NOT_OF_PAY_LINK },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': server, '/providers': server } },
}));
