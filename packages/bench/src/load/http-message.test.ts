import { expect, test } from 'vitest';
import { messageCutter } from './http-message.ts';

const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello';

function cut(...chunks: string[]): string[] {
  const heads: string[] = [];
  const cutter = messageCutter((head) => heads.push(head.split('\r\n')[0] ?? ''));
  for (const chunk of chunks) cutter.take(Buffer.from(chunk));
  return heads;
}

test('a message in one chunk is one message', () => {
  expect(cut(ANSWER)).toEqual(['HTTP/1.1 200 OK']);
});

test('a message is whole only with the last byte of its body', () => {
  expect(cut(ANSWER.slice(0, -1))).toEqual([]);
});

test('a message in chunks of one byte is one message', () => {
  expect(cut(...ANSWER)).toEqual(['HTTP/1.1 200 OK']);
});

test('messages that come together are told apart', () => {
  expect(cut(`${ANSWER}HTTP/1.1 402 Payment Required\r\ncontent-length: 0\r\n\r\n${ANSWER}`)).toEqual([
    'HTTP/1.1 200 OK',
    'HTTP/1.1 402 Payment Required',
    'HTTP/1.1 200 OK',
  ]);
});

test('a request without a body ends with its head', () => {
  expect(cut('GET / HTTP/1.1\r\nHost: x\r\n\r\n')).toEqual(['GET / HTTP/1.1']);
});

test('an answer whose length is not said is refused, since it cannot be counted', () => {
  expect(() => cut('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')).toThrow('without Content-Length');
});
