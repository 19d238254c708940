import { type ImportedFile, ImportReport } from '@betalt/contract/invoices/import-report.ts';
import type { Language } from '@betalt/contract/portal/session.ts';
import { ErrorResponse } from '@betalt/contract/shared/arm.ts';
import { profilesWhere } from '@betalt/core/access/may.ts';
import { assert } from '@betalt/core/shared/assert.ts';
import { type Static, Type } from 'typebox';
import { importInvoices } from '../../../app/invoices/import-invoices.ts';
import type { FileReport, ImportProblem } from '../../../app/invoices/import-report.ts';
import type { Wiring } from '../../../app/wired.ts';
import type { App } from '../../app.ts';
import { fileSentence, problemSentence } from '../../present/import-sentences.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import { ProfileParams } from '../list-query.ts';
import { FILES_LIMIT_BYTES, filesOf, MOST_FILES, takeFiles } from '../uploaded-files.ts';

const WHOLE_FILES = ['application/xml', 'text/xml', 'application/json'];

const ImportQuery = Type.Object({
  'api-version': Type.Optional(Type.String()),
  fileName: Type.Optional(
    Type.String({ maxLength: 255, description: 'What problems call the file when the body is the file itself' }),
  ),
});

const File = Type.String({ format: 'binary' });

/** For the document of the interface only: a file is judged by its reader, which says what is wrong and where. */
const ImportBody = {
  content: {
    'application/xml': { schema: File },
    'text/xml': { schema: File },
    'application/json': { schema: Type.Object({}, { description: 'An invoice as docs/domain/invoice-json.md says' }) },
    'multipart/form-data': { schema: Type.Object({ file: Type.Array(File, { maxItems: MOST_FILES }) }) },
  },
};

/**
 * `POST BP/importInvoices` (own version; staff of the issuer): invoices from files. The body is one file (UBL 2.1 or the JSON
 * form), or multipart with several; at most 20 MiB. Each file goes in whole or not at all.
 *
 * 200 with what became of each file, unless every one was refused: then 400, with all problems in `details`.
 */
export function registerImportInvoices(app: App, wiring: Wiring): void {
  app.register(async (files: App) => {
    refuseBeforeBody(files, wiring);
    await takeFiles(files, WHOLE_FILES);
    registerRoute(files, wiring);
  });
}

/** Twenty MiB are not taken in from somebody who may import nothing in this account: the same refusal, before they are sent. */
function refuseBeforeBody(app: App, wiring: Wiring): void {
  app.addHook('onRequest', async (request, reply) => {
    const profiles = profilesWhere(request.actor, 'invoice.import');
    if (profiles === 'all' || profiles.length > 0) return;
    const { billingProfileName } = request.params as Static<typeof ProfileParams>;
    const { billingAccountId } = request.account;
    const refused = await importInvoices(importDependencies(wiring), request.actor, {
      billingAccountId,
      billingProfileName,
      files: [],
    });
    assert(!refused.ok, 'whoever may import nowhere may not import here');
    return reply.problem(problem(refused.error.code, {}));
  });
}

function importDependencies({ database, clock, outboxSignal }: Wiring) {
  return { db: database.db, clock, onCommitted: () => outboxSignal.notify() };
}

function registerRoute(app: App, wiring: Wiring): void {
  const dependencies = importDependencies(wiring);
  app.post(
    '/billingAccounts/:billingAccountName/billingProfiles/:billingProfileName/importInvoices',
    {
      bodyLimit: FILES_LIMIT_BYTES,
      schema: {
        operationId: 'Invoices_Import',
        tags: ['Invoices'],
        params: ProfileParams,
        querystring: ImportQuery,
        body: ImportBody,
        response: { 200: ImportReport, default: ErrorResponse },
      },
    },
    async (request, reply) => {
      const { billingAccountId } = request.account;
      const { billingProfileName } = request.params;
      const files = await filesOf(request, request.query.fileName ?? 'invoice');
      if (!Array.isArray(files)) return reply.problem(files);
      const report = await importInvoices(dependencies, request.actor, { billingAccountId, billingProfileName, files });
      if (!report.ok) return reply.problem(problem(report.error.code, {}));
      const { language } = request;
      const refusal = refusalOf(report.value.files, language);
      if (refusal !== null) return reply.problem(refusal);
      return reply.send({ files: report.value.files.map((file) => presentFile(file, language)) });
    },
  );
}

/** Refused as a whole: nothing went in, and the answer is an error that says all of why. */
function refusalOf(files: readonly FileReport[], language: Language): Problem | null {
  if (files.some(({ outcome }) => outcome !== 'refused')) return null;
  const problems = files.flatMap((file) => (file.outcome === 'refused' ? file.problems : []));
  const details = problems.map((each) => detailOf(each, language));
  return problem('InvalidRequestBody', { count: problems.length }, { details });
}

function detailOf(found: ImportProblem, language: Language) {
  const { fileName, line, column, path, rule } = found;
  const target = `${fileName}:${line}:${column} ${path}`;
  return { code: rule, target, sentence: () => problemSentence(found, language) };
}

function presentFile(file: FileReport, language: Language): ImportedFile {
  const { fileName, outcome } = file;
  const message = fileSentence(file, language);
  if (file.outcome !== 'refused') return { fileName, outcome, message, invoice: { ...file.invoice } };
  return { fileName, outcome, message, problems: file.problems.map((each) => presentProblem(each, language)) };
}

function presentProblem(found: ImportProblem, language: Language): NonNullable<ImportedFile['problems']>[number] {
  const { fileName, line, column, path, rule } = found;
  return { fileName, line, column, path, rule, message: problemSentence(found, language) };
}
