/** One entry as a bank would write it; amounts are decimal text. */
export interface TestEntry {
  readonly amount: string;
  readonly currency?: string;
  readonly direction?: 'CRDT' | 'DBIT';
  readonly isReversal?: boolean;
  readonly status?: string;
  readonly bookedOn?: string;
  /** AcctSvcrRef; null: the bank gives none. */
  readonly bankReference?: string | null;
  readonly parts?: readonly TestPart[];
}

export interface TestPart {
  readonly amount?: string;
  readonly reference?: string;
  readonly endToEndId?: string;
  readonly text?: string;
  readonly payer?: string;
  readonly bankReference?: string;
  /** XML of its own, last in TxDtls. */
  readonly more?: string;
}

export interface TestStatement {
  readonly kind?: '053' | '054';
  readonly version?: string;
  readonly id?: string;
  readonly account?: string;
  readonly currency?: string;
  readonly opening?: string;
  readonly closing?: string;
  readonly entries: readonly TestEntry[];
}

let references = 0;

/** A booked credit of one part with a bank reference of its own. */
export function aCredit(amount: string, part: TestPart = {}, more: Partial<TestEntry> = {}): TestEntry {
  references += 1;
  return { amount, bankReference: `REF-${references}`, parts: [part], ...more };
}

/** A camt.053 or camt.054 file, in the shape of its version: status and parties changed with 001.08. */
export function camtFile(statement: TestStatement): string {
  const { kind = '053', version = '02', id = `STMT-${references}`, entries } = statement;
  const { account = 'NO9386011117947', currency = 'NOK', opening, closing } = statement;
  const [body, name] = kind === '053' ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'];
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${kind}.001.${version}">
<${body}>
<GrpHdr><MsgId>MSG-${id}</MsgId><CreDtTm>2026-11-25T06:00:00</CreDtTm></GrpHdr>
<${name}>
<Id>${id}</Id>
<CreDtTm>2026-11-25T06:00:00</CreDtTm>
<Acct><Id><IBAN>${account}</IBAN></Id><Ccy>${currency}</Ccy></Acct>
${opening === undefined ? '' : balance('OPBD', opening, currency)}
${closing === undefined ? '' : balance('CLBD', closing, currency)}
${entries.map((entry) => entryXml(entry, { version, currency })).join('\n')}
</${name}>
</${body}>
</Document>
`;
}

function balance(type: string, amount: string, currency: string): string {
  const [indicator, positive] = amount.startsWith('-') ? ['DBIT', amount.slice(1)] : ['CRDT', amount];
  return `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${positive}</Amt><CdtDbtInd>${indicator}</CdtDbtInd><Dt><Dt>2026-11-24</Dt></Dt></Bal>`;
}

function entryXml(entry: TestEntry, of: { readonly version: string; readonly currency: string }): string {
  const { direction = 'CRDT', isReversal, status = 'BOOK', bookedOn = '2026-11-24', bankReference, parts = [] } = entry;
  const currency = entry.currency ?? of.currency;
  const isNew = Number(of.version) >= 8;
  return `<Ntry>
<Amt Ccy="${currency}">${entry.amount}</Amt>
<CdtDbtInd>${direction}</CdtDbtInd>
${isReversal === undefined ? '' : `<RvslInd>${isReversal}</RvslInd>`}
<Sts>${isNew ? `<Cd>${status}</Cd>` : status}</Sts>
<BookgDt><Dt>${bookedOn}</Dt></BookgDt>
<ValDt><Dt>${bookedOn}</Dt></ValDt>
${bankReference === undefined || bankReference === null ? '' : `<AcctSvcrRef>${bankReference}</AcctSvcrRef>`}
<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
<NtryDtls>
${parts.map((part) => partXml(part, currency, isNew)).join('\n')}
</NtryDtls>
</Ntry>`;
}

function partXml(part: TestPart, currency: string, isNew: boolean): string {
  const { amount, reference, endToEndId = 'NOTPROVIDED', text, payer, bankReference, more = '' } = part;
  const name = payer === undefined ? '' : `<Nm>${payer}</Nm>`;
  return `<TxDtls>
<Refs>${bankReference === undefined ? '' : `<AcctSvcrRef>${bankReference}</AcctSvcrRef>`}<EndToEndId>${endToEndId}</EndToEndId></Refs>
${amount === undefined ? '' : `<AmtDtls><TxAmt><Amt Ccy="${currency}">${amount}</Amt></TxAmt></AmtDtls>`}
${payer === undefined ? '' : `<RltdPties><Dbtr>${isNew ? `<Pty>${name}</Pty>` : name}</Dbtr></RltdPties>`}
<RmtInf>${text === undefined ? '' : `<Ustrd>${text}</Ustrd>`}${reference === undefined ? '' : structured(reference)}</RmtInf>
${more}
</TxDtls>`;
}

function structured(reference: string): string {
  return `<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>${reference}</Ref></CdtrRefInf></Strd>`;
}
