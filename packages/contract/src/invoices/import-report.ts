import Type, { type Static } from 'typebox';

/** Something wrong with a file, at its place. Own version. */
export const ImportProblem = Type.Object(
  {
    fileName: Type.String(),
    line: Type.Integer({ minimum: 1 }),
    column: Type.Integer({ minimum: 1 }),
    path: Type.String({ description: 'XPath of the element, or JSON path of the field' }),
    rule: Type.String({ description: 'Official name of the rule where there is one: BR-CO-16' }),
    message: Type.String({
      description: 'A sentence: of the rules of EN 16931 in English, of others in the language of Accept-Language',
    }),
  },
  { $id: 'ImportProblem' },
);
export type ImportProblem = Static<typeof ImportProblem>;

/** `refused` has problems and imported nothing of its file; the others have the invoice. Own version. */
export const ImportedFile = Type.Object(
  {
    fileName: Type.String(),
    outcome: Type.Union([Type.Literal('imported'), Type.Literal('unchanged'), Type.Literal('refused')]),
    message: Type.String({ description: 'What became of the file, in the language of Accept-Language' }),
    invoice: Type.Optional(
      Type.Object({
        name: Type.String({ description: 'In URLs; the number with a short mark where another seller has the number' }),
        number: Type.String(),
      }),
    ),
    problems: Type.Optional(Type.Array(ImportProblem)),
  },
  { $id: 'ImportedFile' },
);
export type ImportedFile = Static<typeof ImportedFile>;

/** What became of each file of `POST importInvoices`, in the order in which they came. Own version. */
export const ImportReport = Type.Object({ files: Type.Array(ImportedFile) }, { $id: 'ImportReport' });
export type ImportReport = Static<typeof ImportReport>;
