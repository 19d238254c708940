import {
  BankTransaction,
  BankTransactionPage,
  BankTransactionState,
  MatchBankTransactionRequest,
} from '@betalt/contract/bank/bank.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { mayBank } from '@betalt/core/access/bank-permissions.ts';
import type { Result } from '@betalt/core/shared/result.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import {
  type BankDecisionRejection,
  type BankPrecondition,
  ignoreBankTransaction,
  matchByHand,
  unmatchBankTransaction,
} from '../../../app/bank/decide-bank-transaction.ts';
import type { Wiring } from '../../../app/wired.ts';
import { findBankTransaction, listBankTransactions } from '../../../db/queries/bank-transactions.ts';
import type { App } from '../../app.ts';
import { preconditionOf } from '../../middleware/preconditions.ts';
import { presentBankTransaction } from '../../present/bank.ts';
import { problem } from '../../problems/problem.ts';
import { idPage, LIST_QUERY } from '../list-query.ts';
import { bankDependencies, refusalOf } from './bank-statements.ts';
import { type ReadDecisionRejection, readDecision } from './read-decision.ts';

const tags = ['Bank'];
const TransactionParams = Type.Object({ bankTransactionName: Type.String() });
const BankQuery = Type.Object({
  ...LIST_QUERY,
  state: Type.Optional(BankTransactionState),
  statementName: Type.Optional(Type.String({ maxLength: 36, description: 'Name of the bank statement' })),
});
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `GET /bankTransactions`, `GET …/{}`, and what staff decide about one: `match`, `ignore`, `unmatch`. Own version. */
export function registerBankTransactions(app: App, wiring: Wiring): void {
  registerReads(app, wiring);
  const dependencies = bankDependencies(wiring);
  const answers = { tags, params: TransactionParams, response: { 200: BankTransaction, default: ErrorResponse } };
  app.post(
    '/bankTransactions/:bankTransactionName/match',
    { schema: { ...answers, operationId: 'BankTransactions_Match', body: MatchBankTransactionRequest } },
    (request, reply) =>
      decide(wiring, request, reply, async (id, holds) => {
        const decision = await readDecision(wiring, request.body);
        if (!decision.ok) return decision;
        return matchByHand(dependencies, actorOf(request), id, { decision: decision.value, holds });
      }),
  );
  app.post(
    '/bankTransactions/:bankTransactionName/ignore',
    { schema: { ...answers, operationId: 'BankTransactions_Ignore' } },
    (request, reply) =>
      decide(wiring, request, reply, (id, holds) => ignoreBankTransaction(dependencies, actorOf(request), id, holds)),
  );
  app.post(
    '/bankTransactions/:bankTransactionName/unmatch',
    { schema: { ...answers, operationId: 'BankTransactions_Unmatch' } },
    (request, reply) =>
      decide(wiring, request, reply, (id, holds) => unmatchBankTransaction(dependencies, actorOf(request), id, holds)),
  );
}

function registerReads(app: App, wiring: Wiring): void {
  app.get(
    '/bankTransactions',
    {
      schema: {
        operationId: 'BankTransactions_List',
        tags,
        querystring: BankQuery,
        response: { 200: BankTransactionPage, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      if (!mayBank(request.principal, 'bank.read')) return reply.problem(refusalOf(request));
      const { state, statementName } = request.query;
      if (statementName !== undefined && !UUID.test(statementName)) return { value: [] };
      const found = await idPage(request, wiring.config.publicUrl, {
        read: ({ limit, afterId }) =>
          listBankTransactions(wiring.database.db, {
            states: state === undefined ? [] : [state],
            statementId: statementName,
            limit,
            beforeId: afterId,
          }),
        idOf: (row) => row.bank_transaction_id,
        present: (row) => presentBankTransaction(row, request.language),
      });
      return found.ok ? found.value : reply.problem(found.error);
    },
  );
  app.get(
    '/bankTransactions/:bankTransactionName',
    {
      schema: {
        operationId: 'BankTransactions_Get',
        tags,
        params: TransactionParams,
        response: { 200: BankTransaction, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      if (!mayBank(request.principal, 'bank.read')) return reply.problem(refusalOf(request));
      return sendTransaction(wiring, request, reply, request.params.bankTransactionName);
    },
  );
}

function actorOf({ principal }: FastifyRequest) {
  return { ...principal, roles: [] };
}

type DecisionRejection = BankDecisionRejection | ReadDecisionRejection;

async function decide(
  wiring: Wiring,
  request: FastifyRequest,
  reply: FastifyReply,
  deciding: (id: string, holds: BankPrecondition) => Promise<Result<void, DecisionRejection>>,
) {
  if (!mayBank(request.principal, 'bank.write')) return reply.problem(refusalOf(request));
  const { bankTransactionName: name } = request.params as Static<typeof TransactionParams>;
  if (!UUID.test(name)) return reply.problem(problem('BankTransactionNotFound', {}));
  const holds = preconditionOf(request);
  const decided = await deciding(name, (row) => holds(etag(row.row_version)));
  return decided.ok ? sendTransaction(wiring, request, reply, name) : reply.problem(problemOf(decided.error));
}

function problemOf(rejection: DecisionRejection) {
  if (rejection.code === 'InvalidBankMatch') return problem('InvalidBankMatch', {});
  if (rejection.code === 'InvoiceNotFound') return problem('InvoiceNotFound', { invoiceName: rejection.invoiceName });
  return problem(rejection.code, {});
}

async function sendTransaction(wiring: Wiring, request: FastifyRequest, reply: FastifyReply, name: string) {
  const row = UUID.test(name) ? await findBankTransaction(wiring.database.db, name) : undefined;
  if (row === undefined) return reply.problem(problem('BankTransactionNotFound', {}));
  return reply.header('etag', etag(row.row_version)).send(presentBankTransaction(row, request.language));
}

function etag(version: bigint): string {
  return `"${version}"`;
}
