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
    // Given twice it is a list, and no version.
    const version = typeof asked === 'string' ? asked.toLowerCase() : JSON.stringify(asked);
    if (!isApiVersion(version)) {
      return void reply.problem(problem('InvalidApiVersionParameter', { asked: version, supported }));
    }
    request.apiVersion = version;
    done();
  });
}
