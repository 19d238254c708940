import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Language } from '@betalt/contract/portal/session.ts';
import type { ApiVersion } from '@betalt/contract/versions.ts';
import type { Actor } from '@betalt/core/access/may.ts';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { LoadedActor, Principal, RequestAccount } from '../identity/actor.ts';
import type { Problem } from './problems/problem.ts';

/** The Fastify instance that routes are registered on: TypeBox schemas type `request.body`, `query` and `params`. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

declare module 'fastify' {
  interface FastifyRequest {
    /** The language of every sentence in the answer. */
    language: Language;
    /** Under /providers only. */
    apiVersion: ApiVersion;
    /** What `authenticate` has found; routes read the three below. */
    identity: LoadedActor | null;
    /** Who asks. Behind `authenticate` only: elsewhere reading it is a bug and asserts. */
    readonly principal: Principal;
    /** Who asks, with their roles on the account of the path. Routes with `:billingAccountName` only. */
    readonly actor: Actor;
    /** The account of the path, which exists and on which the caller has a role. */
    readonly account: RequestAccount;
  }

  interface FastifyReply {
    /** Answers with ARM's error envelope, in the caller's language. */
    problem(problem: Problem): FastifyReply;
  }

  interface FastifyContextConfig {
    /** Answers of this route may be kept by the browser; without it they are `no-store`. */
    cacheable?: boolean;
    /** Instead of the limits per principal and address; see middleware/rate-limit.ts. */
    unlimited?: boolean;
  }
}
