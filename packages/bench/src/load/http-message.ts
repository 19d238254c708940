/** Cuts a stream of HTTP/1.1 messages with Content-Length into messages, reading no more of them than their heads. */
export interface MessageCutter {
  /** Calls `whole` with the head of each message that is complete with this chunk. */
  take(chunk: Buffer): void;
}

const END_OF_HEAD = '\r\n\r\n';

/**
 * @param whole gets the head's text; bodies are counted, not kept: the load generator shares the cores with what it measures
 * @throws Error from `take` on a message without Content-Length
 */
export function messageCutter(whole: (head: string) => void): MessageCutter {
  let head: string | undefined;
  let pending: Buffer = Buffer.alloc(0);
  let missing = 0;

  function finish(): void {
    const text = head ?? '';
    head = undefined;
    whole(text);
  }

  /** @returns what follows the head, once it is whole */
  function takeHead(chunk: Buffer): Buffer | undefined {
    const bytes = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    const end = bytes.indexOf(END_OF_HEAD);
    pending = end === -1 ? bytes : Buffer.alloc(0);
    if (end === -1) return undefined;
    const text = bytes.toString('latin1', 0, end + 2);
    head = text;
    missing = contentLength(text);
    return bytes.subarray(end + END_OF_HEAD.length);
  }

  return {
    take(chunk) {
      let rest: Buffer | undefined = chunk;
      while (rest !== undefined && (rest.length > 0 || (head !== undefined && missing === 0))) {
        if (head === undefined) {
          rest = takeHead(rest);
          if (rest === undefined) return;
        }
        const taken = Math.min(missing, rest.length);
        missing -= taken;
        rest = rest.subarray(taken);
        if (missing > 0) return;
        finish();
      }
    },
  };
}

/** A request without Content-Length has no body; every answer of Betalt's API has one. */
function contentLength(head: string): number {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return Number(length);
  if (head.startsWith('HTTP/') && !head.startsWith('HTTP/1.1 204'))
    throw new Error(`an answer without Content-Length: ${head}`);
  return 0;
}
