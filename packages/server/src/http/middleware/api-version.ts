import { API_VERSIONS, isApiVersion } from '@betalt/contract/versions.ts';
import type { App } from '../app.ts';
import { problem } from '../problems/problem.ts';

/** Every route of this scope needs a known `api-version`; it is then `request.apiVersion`. */
export function requireApiVersion(app: App): void {
  app.addHook('onRequest', (request, reply, done) => {
    const asked = (request.query as Record<string, unknown>)['api-version'];
    const supported = API_VERSIONS.join(', ');
    if (asked === undefined || asked === '')
      return void reply.problem(problem('MissingApiVersionParameter', { supported }));
    if (typeof asked !== 'string' || !isApiVersion(asked.toLowerCase())) {
      return void reply.problem(problem('InvalidApiVersionParameter', { asked: String(asked), supported }));
    }
    request.apiVersion = asked.toLowerCase() as typeof request.apiVersion;
    done();
  });
}
