import type { BankFile, BankStatement } from '@betalt/core/bank/bank-transaction.ts';
import { err, ok, type Result } from '@betalt/core/shared/result.ts';
import { decodeText } from '../../xml/decode-text.ts';
import { type FileProblem, placeOf, wholeFileProblem } from '../../xml/file-problem.ts';
import { pathOf, readXml, type XmlElement } from '../../xml/xml-tree.ts';
import {
  CAMT_NAMES,
  type CamtMessage,
  findCamtMessage,
  isReadVersion,
  NEWEST_VERSION,
  OLDEST_VERSION,
} from './camt-message.ts';
import { type CamtFacts, CamtSource, childOf, childrenOf } from './camt-source.ts';
import { readStatement } from './camt-statement.ts';

/** camt nests 20 deep; a transaction is some 40 elements, of which 20 MiB hold 12,000. */
const CAMT_LIMITS = { depth: 40, elements: 600_000, attributes: 50 } as const;

/** `facts` where the sentence is known in other languages than the message's English (http/present/bank-file-sentences.ts). */
export type BankFileProblem = FileProblem & { readonly facts?: CamtFacts };

export interface ReadCamtOptions {
  /** Take the booked entries of a camt.052 too, which tells of a day that is not over. */
  readonly acceptIntraday?: boolean;
}

/**
 * An ISO 20022 bank statement (camt.053) or notification (camt.054), versions 001.02 to 001.13, whatever the prefix. Either all of
 * it can be read, or all that is wrong is told with its place; nothing of a wrong file is handed out.
 */
export function readCamt(
  bytes: Uint8Array,
  fileName: string,
  { acceptIntraday = false }: ReadCamtOptions = {},
): Result<BankFile, readonly BankFileProblem[]> {
  const text = decodeText(bytes, fileName);
  if (!text.ok) return err([text.error]);
  const message = findCamtMessage(text.value);
  const root = readXml(text.value, new Map(message ? [[message.namespace, '']] : []), CAMT_LIMITS);
  if (!root.ok) {
    const { rule, path, offset, message: sentence } = root.error;
    return err([{ fileName, ...placeOf(text.value, offset), path, rule, message: sentence }]);
  }
  if (message === undefined || root.value.name !== 'Document') return err([notCamt(fileName, root.value)]);
  const refusal = refusalOf(message, acceptIntraday);
  if (refusal !== undefined) {
    const facts = { message: message.message, version: message.version };
    return err([{ ...wholeFileProblem(fileName, ...refusal), facts }]);
  }
  return readDocument(root.value, message, { text: text.value, fileName });
}

interface ReadText {
  readonly text: string;
  readonly fileName: string;
}

function readDocument(
  root: XmlElement,
  { message, version }: CamtMessage,
  { text, fileName }: ReadText,
): Result<BankFile, readonly BankFileProblem[]> {
  const source = new CamtSource();
  const names = CAMT_NAMES[message];
  const body = childOf(root, names.body);
  const statements: BankStatement[] = [];
  if (body === undefined) source.required(root, names.body, `${message} message`);
  else if (childOf(body, names.statement) === undefined)
    source.required(body, names.statement, message === 'camt.054' ? 'notification' : 'statement');
  const messageId = body === undefined ? undefined : source.required(body, 'GrpHdr/MsgId', 'message identification');
  for (const element of childrenOf(body, names.statement)) {
    const statement = readStatement(source, element, message);
    if (statement !== undefined) statements.push(statement);
  }
  if (source.problems.length === 0 && messageId !== undefined) return ok({ message, version, messageId, statements });
  return err(
    source.problems
      .toSorted((a, b) => a.offset - b.offset)
      .map(({ rule, offset, path, message: sentence, facts }) => ({
        fileName,
        ...placeOf(text, offset),
        path,
        rule,
        message: sentence,
        facts,
      })),
  );
}

function refusalOf(found: CamtMessage, acceptIntraday: boolean): [string, string] | undefined {
  const { message, version } = found;
  if (!isReadVersion(found)) {
    const [oldest, newest] = [OLDEST_VERSION, NEWEST_VERSION].map((each) => `001.${String(each).padStart(2, '0')}`);
    const said = `This is ${message} in version ${version}. Versions ${oldest} to ${newest} are read: ask the bank for one of them.`;
    return ['camt-version', said];
  }
  if (message !== 'camt.052' || acceptIntraday) return undefined;
  const said =
    'This is a camt.052 account report: it tells of a day that is not over, and is not a booked statement. Import the ' +
    'statement (camt.053) or the notification (camt.054) of the same day, or say that intraday reports are accepted.';
  return ['camt-intraday', said];
}

function notCamt(fileName: string, root: XmlElement): BankFileProblem {
  const [, namespace = '', local = root.name] = /^\{(.*)\}(.+)$/.exec(root.name) ?? [];
  const what =
    namespace === ''
      ? `the root ${local.slice(0, 60)} in no namespace`
      : `${local.slice(0, 60)} of ${namespace.slice(0, 100)}`;
  const envelope = childrenOf(root, 'Document').length > 0 || /Envl?p|Envelope|^Message$/i.test(local);
  const remedy = envelope ? 'Send the Document that is inside it.' : 'Ask the bank for ISO 20022 camt.053 or camt.054.';
  const message = `This is not an ISO 20022 bank statement (camt.053) or notification (camt.054); it is XML with ${what}. ${remedy}`;
  return {
    ...wholeFileProblem(fileName, 'not-camt', message),
    path: pathOf(root),
    facts: { root: local.slice(0, 60) },
  };
}
