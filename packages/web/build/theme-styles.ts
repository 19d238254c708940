import type { Plugin } from 'vite';
import { theme as dark } from '../src/theme/dark.ts';
import { theme as highContrast } from '../src/theme/high-contrast.ts';
import { theme as light } from '../src/theme/light.ts';

const NAME = 'virtual:themes.css';

type Tokens = Readonly<Record<string, unknown>>;

/**
 * The themes as a style sheet, made from Fluent's tokens when the portal is built: colours are there before the first
 * script has run, a change of theme is a change of one attribute, and no visitor downloads code that mixes colours.
 */
export function themeStyles(): Plugin {
  return {
    name: 'betalt:theme-styles',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => (id === `\0${NAME}` ? themesAsCss({ light, dark, highContrast }) : undefined),
  };
}

/** Tokens that all themes share stand once, on `:root`; the rest under `data-theme`. */
export function themesAsCss(themes: Readonly<Record<string, Tokens>>): string {
  const all = Object.values(themes);
  const names = [...new Set(all.flatMap((theme) => Object.keys(theme)))];
  const isShared = (name: string) => all.every((theme) => theme[name] === all[0]?.[name]);
  const shared = rule(':root', all[0] ?? {}, names.filter(isShared));
  const own = names.filter((name) => !isShared(name));
  return [
    shared,
    ...Object.entries(themes).map(([name, theme]) => rule(`:root[data-theme="${name}"]`, theme, own)),
  ].join('\n');
}

function rule(selector: string, tokens: Tokens, names: readonly string[]): string {
  const lines = names.filter((name) => tokens[name] !== undefined).map((name) => `--${name}:${String(tokens[name])};`);
  return `${selector}{${lines.join('')}}`;
}
