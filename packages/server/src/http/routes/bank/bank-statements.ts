import { BankImportReport, BankStatementPage, type ImportedBankFile } from '@betalt/contract/bank/bank.ts';
import type { Language } from '@betalt/contract/portal/session.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { mayBank } from '@betalt/core/access/bank-permissions.ts';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { type ImportBankFileRejection, importBankFile } from '../../../app/bank/import-bank-file.ts';
import type { BankDependencies } from '../../../app/bank/match-bank-transaction.ts';
import type { Wiring } from '../../../app/wired.ts';
import { listBankStatements } from '../../../db/queries/bank-statements.ts';
import type { App } from '../../app.ts';
import { presentBankStatement, presentImportedStatement } from '../../present/bank.ts';
import { bankProblemSentence } from '../../present/bank-file-sentences.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { idPage, ListQuery } from '../list-query.ts';
import { FILES_LIMIT_BYTES, filesOf, MOST_FILES, takeFiles, type UploadedFile } from '../uploaded-files.ts';

const ImportQuery = Type.Object({
  'api-version': Type.Optional(Type.String()),
  fileName: Type.Optional(
    Type.String({ maxLength: 255, description: 'What problems call the file when the body is the file itself' }),
  ),
  acceptIntraday: Type.Optional(
    Type.Boolean({ description: 'Take booked entries of a camt.052 too, which tells of a day that is not over' }),
  ),
});

const File = Type.String({ format: 'binary' });

/** For the document of the interface only: a file is judged by its reader, which says what is wrong and where. */
const ImportBody = {
  content: {
    'application/xml': { schema: File },
    'text/xml': { schema: File },
    'multipart/form-data': { schema: Type.Object({ file: Type.Array(File, { maxItems: MOST_FILES }) }) },
  },
};

const tags = ['Bank'];

/** `POST /bankStatements` (finance and administrators of the issuer) and `GET /bankStatements` (staff of the issuer). Own version. */
export function registerBankStatements(app: App, wiring: Wiring): void {
  registerList(app, wiring);
  app.register(async (files: App) => {
    files.addHook('onRequest', async (request, reply) => {
      // Twenty MiB are not taken in from somebody who may import nothing.
      const refusal = mayBank(request.principal, 'bank.write') ? null : refusalOf(request);
      return refusal === null ? undefined : reply.problem(refusal);
    });
    await takeFiles(files, ['application/xml', 'text/xml']);
    registerImport(files, wiring);
  });
}

export function bankDependencies({ database, clock, outboxSignal }: Wiring): BankDependencies {
  return { db: database.db, clock, onCommitted: () => outboxSignal.notify() };
}

/** To a customer the issuer's bank does not exist. */
export function refusalOf({ principal }: FastifyRequest): Problem {
  return mayBank(principal, 'bank.read') ? problem('AuthorizationFailed', {}) : problem('NotFound', {});
}

function registerList(app: App, wiring: Wiring): void {
  app.get(
    '/bankStatements',
    {
      schema: {
        operationId: 'BankStatements_List',
        tags,
        querystring: ListQuery,
        response: { 200: BankStatementPage, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      if (!mayBank(request.principal, 'bank.read')) return reply.problem(refusalOf(request));
      const found = await idPage(request, wiring.config.publicUrl, {
        read: ({ limit, afterId }) => listBankStatements(wiring.database.db, { limit, beforeId: afterId }),
        idOf: (row) => row.bank_statement_id,
        present: presentBankStatement,
      });
      return found.ok ? found.value : reply.problem(found.error);
    },
  );
}

function registerImport(app: App, wiring: Wiring): void {
  app.post(
    '/bankStatements',
    {
      bodyLimit: FILES_LIMIT_BYTES,
      schema: {
        operationId: 'BankStatements_Import',
        tags,
        querystring: ImportQuery,
        body: ImportBody,
        response: { 200: BankImportReport, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const uploaded = await filesOf(request, request.query.fileName ?? 'statement.xml');
      if (!Array.isArray(uploaded)) return reply.problem(uploaded);
      const acceptIntraday = request.query.acceptIntraday ?? false;
      const files: ImportedBankFile[] = [];
      for (const file of uploaded) files.push(await importOne(wiring, request, { ...file, acceptIntraday }));
      const refusal = refusalOfAll(files);
      return refusal === null ? reply.send({ files }) : reply.problem(refusal);
    },
  );
}

async function importOne(
  wiring: Wiring,
  { principal, language }: FastifyRequest,
  file: UploadedFile & { readonly acceptIntraday: boolean },
): Promise<ImportedBankFile> {
  const actor = { ...principal, roles: [] };
  const imported = await importBankFile(bankDependencies(wiring), actor, file);
  const { fileName } = file;
  if (!imported.ok)
    return { fileName, outcome: 'refused', statements: [], problems: problemsOf(imported.error, language) };
  const statements = imported.value.map(presentImportedStatement);
  const isKnown = statements.every(({ outcome }) => outcome === 'unchanged');
  return { fileName, outcome: isKnown ? 'unchanged' : 'imported', statements };
}

/** The two refusals of permission came before the body. */
function problemsOf(rejection: ImportBankFileRejection, language: Language) {
  const problems = rejection.code === 'BankFileRefused' ? rejection.problems : [];
  return problems.map(({ facts, ...found }) => ({
    ...found,
    message: bankProblemSentence({ ...found, ...(facts === undefined ? {} : { facts }) }, language),
  }));
}

/** Refused as a whole: nothing went in, and the answer is an error that says all of why. */
function refusalOfAll(files: readonly ImportedBankFile[]): Problem | null {
  if (files.some(({ outcome }) => outcome !== 'refused')) return null;
  const problems = files.flatMap((file) => file.problems ?? []);
  const details = problems.map(({ rule, fileName, line, column, path, message }) => ({
    code: rule,
    target: `${fileName}:${line}:${column} ${path}`,
    sentence: () => message,
  }));
  return problem('InvalidRequestBody', { count: problems.length }, { details });
}
