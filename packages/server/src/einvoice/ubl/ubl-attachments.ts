import type { XmlElement } from '../../xml/xml-tree.ts';
import { childrenOf, collapsed, type UblSource } from './ubl-source.ts';

/** A document that came inside the invoice (BG-24 with BT-125). */
export type Attachment = {
  readonly reference: string;
  readonly description?: string;
  readonly fileName: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
};

export const MAX_ATTACHMENTS = 100;

/** The media types that EN 16931 lets an invoice carry (BR-CL-24); none of them runs in a browser. */
const MIME_TYPES: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.spreadsheet',
]);

export function readAttachments(source: UblSource, root: XmlElement): Attachment[] {
  const references = childrenOf(root, 'cac:AdditionalDocumentReference');
  checkReferences(source, references);
  const embedded = references.flatMap((reference) =>
    childrenOf(reference, 'cac:Attachment')
      .flatMap((attachment) => childrenOf(attachment, 'cbc:EmbeddedDocumentBinaryObject'))
      .map((binary) => ({ reference, binary })),
  );
  const tooMany = embedded[MAX_ATTACHMENTS];
  if (tooMany) {
    source.remember('attachments', tooMany.binary);
    const message = `The file carries ${embedded.length} attachments. At most ${MAX_ATTACHMENTS} are taken.`;
    source.report('attachment-limit', 'attachments', message);
    return [];
  }
  return embedded.flatMap(({ reference, binary }, index) => readOne(source, reference, binary, index));
}

function checkReferences(source: UblSource, references: readonly XmlElement[]): void {
  references.forEach((reference, index) => {
    const path = `supportingDocuments[${index}]`;
    if (source.text(reference, 'cbc:ID', path) === undefined) {
      source.report('BR-52', path, 'A supporting document has no reference. Add its identifier.');
    }
  });
}

function readOne(source: UblSource, reference: XmlElement, binary: XmlElement, index: number): Attachment[] {
  const path = `attachments[${index}]`;
  source.remember(path, binary);
  const mimeType = binary.attributes.get('mimeCode') ?? '';
  const fileName = binary.attributes.get('filename') ?? '';
  if (!fileName) source.report('UBL-DT-07', path, 'An attachment has no file name. Add the attribute filename.');
  if (!MIME_TYPES.has(mimeType)) {
    const message = `The attachment ${fileName} is of type ${mimeType || 'unknown'}. Send PDF, PNG, JPEG, CSV or a spreadsheet.`;
    source.report('BR-CL-24', path, message);
  }
  const bytes = fromBase64(binary.text);
  if (!bytes) {
    source.report('attachment-base64', path, `The attachment ${fileName} is not base64. Encode it again.`);
    return [];
  }
  const description = collapsed(childrenOf(reference, 'cbc:DocumentDescription')[0]?.text ?? '');
  const id = collapsed(childrenOf(reference, 'cbc:ID')[0]?.text ?? '');
  return [{ reference: id, ...(description && { description }), fileName, mimeType, bytes }];
}

/** Node's own decoder skips what it does not know; a damaged attachment must not pass. */
function fromBase64(text: string): Uint8Array | undefined {
  const compact = text.replaceAll(/\s+/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return undefined;
  return Buffer.from(compact, 'base64');
}
