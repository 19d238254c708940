import type { App } from '../http/app.ts';

/** One line a request when it has been answered: the route's pattern, never the address with its query. */
export function logRequests(app: App): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    const { cacheable, unlimited } = routeOptions.config;
    // Files of the portal, health checks and the gateway's events say little: seen with `debug` only.
    const level = cacheable === true || unlimited === true ? 'debug' : 'info';
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    request.log[level]({ method, route: routeOptions.url ?? '(none)', status: reply.statusCode, ms }, 'request');
    done();
  });
}
