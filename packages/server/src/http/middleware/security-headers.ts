import helmet from '@fastify/helmet';
import type { Config } from '../../config/config.ts';
import type { App } from '../app.ts';

/** Headers of every answer: nothing may be embedded, sniffed, kept or loaded from elsewhere than said here. */
export function addSecurityHeaders(app: App, config: Config): void {
  const gateway = gatewayOrigins(config);
  app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'", ...gateway.script],
        'style-src': ["'self'"],
        'font-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'connect-src': ["'self'", ...gateway.connect],
        'frame-src': gateway.frame,
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    // Only over TLS means something to a browser; over plain HTTP it would be wrong to promise it.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
    // The gateway's frames are cross-origin by design.
    crossOriginEmbedderPolicy: false,
    xXssProtection: true,
  });
  app.addHook('onRequest', (request, reply, done) => {
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000');
    if (request.routeOptions.config.cacheable !== true) reply.header('cache-control', 'no-store');
    done();
  });
}

/** Where the gateway's browser script lives, and what it loads. Stripe's list: docs.stripe.com/security/guide, *Content security policy*. */
export function gatewayOrigins({ gateway }: Config): { script: string[]; connect: string[]; frame: string[] } {
  if (gateway.kind === 'sandbox') {
    const origin = sandboxOrigin(gateway);
    return { script: [origin], connect: [origin], frame: [origin] };
  }
  return {
    script: ['https://js.stripe.com'],
    connect: ['https://api.stripe.com'],
    frame: ['https://js.stripe.com', 'https://hooks.stripe.com'],
  };
}

export function sandboxOrigin({ host, port }: { host: string; port: number }): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
