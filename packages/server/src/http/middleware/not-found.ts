import type { App } from '../app.ts';
import { problem } from '../problems/problem.ts';

/** 404 for an address that is nothing, 405 with Allow for one that takes other methods. */
export function answerUnknownRoutes(app: App): { allowedMethods(path: string): readonly string[] } {
  const routes: { pattern: RegExp; method: string }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    for (const each of [method].flat()) routes.push({ pattern: toPattern(url), method: each });
  });
  const allowedMethods = (path: string): readonly string[] => [
    ...new Set(routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)),
  ];
  return { allowedMethods };
}

/** `/billingAccounts/:billingAccountName/pay` → what the router takes for it. A wildcard is the portal's: no evidence of a route. */
function toPattern(url: string): RegExp {
  if (url.includes('*')) return /(?!)/;
  const segments = url.split('/').filter((segment) => segment !== '');
  const source = segments.map((segment) =>
    segment.startsWith(':') ? '[^/]+' : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  return new RegExp(`^/+${source.join('/+')}/*$`, 'i');
}

/** The answer for a path and method that no route has. */
export function unknownRoute(method: string, allowed: readonly string[]) {
  if (allowed.length === 0) return problem('NotFound', {});
  const list = allowed.join(', ');
  return problem('MethodNotAllowed', { method, allowed: list }, { headers: { allow: list } });
}
