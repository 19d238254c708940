import type { BankMessage } from '@betalt/core/bank/bank-transaction.ts';

/** A message by its namespace, urn:iso:std:iso:20022:tech:xsd:camt.053.001.08. */
export interface CamtMessage {
  readonly namespace: string;
  readonly message: BankMessage;
  /** '001.08' */
  readonly version: string;
}

/** Names of the elements that differ between the three messages (ISO 20022, Bank-to-Customer Cash Management). */
export interface CamtNames {
  readonly body: string;
  readonly statement: string;
}

export const CAMT_NAMES: Readonly<Record<BankMessage, CamtNames>> = {
  'camt.052': { body: 'BkToCstmrAcctRpt', statement: 'Rpt' },
  'camt.053': { body: 'BkToCstmrStmt', statement: 'Stmt' },
  'camt.054': { body: 'BkToCstmrDbtCdtNtfctn', statement: 'Ntfctn' },
};

export const OLDEST_VERSION = 2;
export const NEWEST_VERSION = 13;

/** Which of the three messages a text declares, whatever the prefix; the parser then says whether its root really is in there. */
export function findCamtMessage(text: string): CamtMessage | undefined {
  const head = text.slice(0, 20_000);
  const found = /=\s*["'](urn:iso:std:iso:20022:tech:xsd:(camt\.05[234])\.(001\.\d{2}))["']/.exec(head);
  const [, namespace, message, version] = found ?? [];
  if (namespace === undefined || message === undefined || version === undefined) return undefined;
  return { namespace, message: message as BankMessage, version };
}

export function isReadVersion({ version }: CamtMessage): boolean {
  const number = Number(version.slice(-2));
  return number >= OLDEST_VERSION && number <= NEWEST_VERSION;
}
