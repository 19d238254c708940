import type { XmlElement } from '../../xml/xml-tree.ts';

/** What a file that is not XML looks like, in words for a sentence, by its first bytes; undefined when it may be XML. */
export function describeBytes(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 512)).trimStart();
  if (head.startsWith('%PDF')) return 'a PDF. If it is Factur-X or ZUGFeRD, send the XML that is attached to it';
  if (head.startsWith('PK\u0003\u0004')) return 'a ZIP archive or an office document';
  if (/^(?:<!doctype html|<html)/i.test(head)) return 'an HTML page, perhaps an error page saved under this name';
  if (/^[{[]/.test(head)) return 'JSON';
  return undefined;
}

const CII = 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100';

/** What an XML file is whose root is neither UBL Invoice nor UBL CreditNote. */
export function describeRoot(root: XmlElement): string {
  const match = /^\{(.*)\}(.+)$/.exec(root.name);
  const [namespace, local] = [match?.[1] ?? '', match?.[2] ?? root.name];
  if (namespace === CII) return 'a UN/CEFACT Cross Industry Invoice (CII, as in Factur-X and XRechnung)';
  if (local === 'StandardBusinessDocument') return 'an envelope (SBDH). Send the invoice that is inside it';
  if (namespace.startsWith('urn:oasis:names:specification:ubl:schema:xsd:')) return `a UBL ${local}`;
  if (namespace.startsWith('urn:iso:std:iso:20022:')) return 'an ISO 20022 bank message';
  if (local.toLowerCase() === 'html') return 'an HTML page';
  const where = namespace ? `in the namespace ${namespace.slice(0, 100)}` : 'in no namespace';
  return `XML with the root ${local.slice(0, 60)} ${where}`;
}
