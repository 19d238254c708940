import { once } from 'node:events';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { issueAuthority, issueServer } from '@betalt/embedded/tls/issue-certificates.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { receiverUrl } from '../../src/webhooks/receiver-url.ts';
import { isRefusedAddress } from '../../src/webhooks/refused-address.ts';
import { webhookSender } from '../../src/webhooks/webhook-sender.ts';
import { testConfig } from '../support/test-server.ts';
import { aReceiver } from './receiver.ts';

describe('an address', () => {
  it.each([
    ['ourselves', '127.0.0.1'],
    ['ourselves, elsewhere in the network', '127.255.255.254'],
    ['this network', '0.0.0.0'],
    ['a private network', '10.0.0.1'],
    ['a private network', '172.16.0.1'],
    ['a private network', '172.31.255.255'],
    ['a private network', '192.168.1.1'],
    ['a carrier’s network', '100.64.0.1'],
    ['a link', '169.254.1.1'],
    ['the metadata service of most clouds', '169.254.169.254'],
    ['the platform of Azure', '168.63.129.16'],
    ['the metadata service of Alibaba', '100.100.100.200'],
    ['benchmarks', '198.18.0.1'],
    ['documentation', '192.0.2.1'],
    ['documentation', '203.0.113.7'],
    ['many at once', '224.0.0.1'],
    ['all at once', '255.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['ourselves', '::1'],
    ['nothing', '::'],
    ['ourselves, mapped', '::ffff:127.0.0.1'],
    ['a private network, mapped', '::ffff:10.0.0.1'],
    ['metadata, mapped, in hexadecimal', '::ffff:a9fe:a9fe'],
    ['ourselves, compatible', '::127.0.0.1'],
    ['a private network, translated', '64:ff9b::a00:1'],
    ['a private network, 6to4', '2002:a00:1::'],
    ['Teredo', '2001:0:5ef5:79fb::1'],
    ['a link', 'fe80::1'],
    ['a link with its scope', 'fe80::1%eth0'],
    ['a site', 'fec0::1'],
    ['a private network', 'fd00:ec2::254'],
    ['many at once', 'ff02::1'],
    ['documentation', '2001:db8::1'],
    ['no address', 'localhost'],
  ])('of %s is refused: %s', (_whose, address) => {
    expect(isRefusedAddress(address)).toBe(true);
  });

  it.each([
    '8.8.8.8',
    '100.63.255.255',
    '100.128.0.1',
    '172.32.0.1',
    '192.169.0.1',
    '1.1.1.1',
    '2606:4700::1111',
    '2a00:1450::1',
  ])('of the public internet is welcome: %s', (address) => {
    expect(isRefusedAddress(address)).toBe(false);
  });
});

describe('a URL', () => {
  it.each([
    ['not a url', 'malformed'],
    ['http://example.com/', 'scheme'],
    ['ftp://example.com/', 'scheme'],
    ['file:///etc/passwd', 'malformed'],
    ['https://user@example.com/', 'credentials'],
    ['https://user:pass@example.com/', 'credentials'],
    ['https://example.com/#part', 'fragment'],
    ['https://example.com:22/', 'port'],
    ['https://example.com:25/', 'port'],
    ['https://127.0.0.1/', 'address'],
    ['https://[::1]/', 'address'],
    ['https://[::ffff:10.0.0.1]/', 'address'],
    // The same address in the spellings that URLs allow.
    ['https://2130706433/', 'address'],
    ['https://0x7f.1/', 'address'],
    ['https://0177.0.0.1/', 'address'],
    ['https://127.1/', 'address'],
    ['https://localhost/', 'address'],
    ['https://localhost./', 'address'],
    ['https://betalt.localhost/', 'address'],
    ['https://metadata.google.internal/', 'address'],
    ['https://printer.local/', 'address'],
  ])('%s is refused: %s', (url, rejection) => {
    expect(receiverUrl(url, false)).toEqual({ rejection });
  });

  it('of the public internet is welcome; one of our own only when the host says so', () => {
    expect(receiverUrl('https://example.com:8443/hooks?a=b', false)).toHaveProperty('url');
    for (const own of ['http://127.0.0.1:3999/hooks', 'http://localhost:8080/', 'https://10.0.0.1/'])
      expect(receiverUrl(own, true)).toHaveProperty('url');
    expect(receiverUrl('http://127.0.0.1:22/', true)).toEqual({ rejection: 'port' });
  });
});

describe('sending', () => {
  const message = (url: string) => ({ url, headers: {}, body: '{}' });
  const port = (url: string) => new URL(url).port;

  it('refuses a name that leads inside, also beside one that does not', async () => {
    const receiver = await aReceiver();
    const outside = { address: '93.184.215.14', family: 4 };
    for (const resolved of [[{ address: '127.0.0.1', family: 4 }], [outside, { address: '::1', family: 6 }]]) {
      const send = webhookSender({ allowsPrivate: false, resolve: async () => resolved });
      const answer = await send(message(`https://rebound.example.com:${port(receiver.url)}/`));
      const error = expect.stringMatching(/^[^\d]+ leads to what is not a public address$/);
      expect(answer).toMatchObject({ error });
    }
    expect(receiver.received).toHaveLength(0);
  });

  it('connects to the address that was checked: the name is asked for once', async () => {
    const receiver = await aReceiver();
    let asked = 0;
    const send = webhookSender({
      allowsPrivate: true,
      resolve: async () => {
        asked += 1;
        return [{ address: '127.0.0.1', family: 4 }];
      },
    });
    expect(await send(message(`http://changes.example.com:${port(receiver.url)}/`))).toMatchObject({ status: 204 });
    expect(asked).toBe(1);
    expect(receiver.received[0]?.headers.host).toBe(`changes.example.com:${port(receiver.url)}`);
  });

  it('ends after its time, whether the name, the answer or its body does not come', async () => {
    const receiver = await aReceiver();
    const never = Promise.withResolvers<never>();
    receiver.answer = () => never.promise;
    const send = webhookSender({ allowsPrivate: true, timeoutMs: 100 });
    expect(await send(message(receiver.url))).toMatchObject({ error: 'no answer within 100 ms' });
    const lost = webhookSender({ allowsPrivate: true, timeoutMs: 100, resolve: () => never.promise });
    expect(await lost(message('http://nowhere.example.com/'))).toMatchObject({ error: 'no answer within 100 ms' });
    receiver.answer = (_message, response) => void response.writeHead(200).write('and');
    expect(await send(message(receiver.url))).toMatchObject({ status: 200, response: 'and' });
  });

  it('over TLS sends nothing to who has no certificate for the name', async () => {
    const now = new Date();
    const name = 'hooks.example.com';
    const server = createSecureServer(await issueServer(await issueAuthority([name], now), [name], now));
    let heard = 0;
    server.on('request', () => {
      heard += 1;
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void server.close());
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const send = webhookSender({ allowsPrivate: true, resolve });
    const answer = await send(message(`https://${name}:${(server.address() as AddressInfo).port}/`));
    expect(answer).toMatchObject({ error: expect.stringContaining('certificate') });
    expect(heard).toBe(0);
  });

  it('says why nobody answered', async () => {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port: freed } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const answer = await webhookSender({ allowsPrivate: true })(message(`http://127.0.0.1:${freed}/`));
    expect(answer).toMatchObject({ error: expect.stringContaining('ECONNREFUSED') });
  });
});

describe('the host', () => {
  it.each([
    ['a demo on loopback', {}, true],
    ['a demo that others reach', { BETALT_HOST: '0.0.0.0' }, false],
    ['no demo', { BETALT_DEMO: '0' }, false],
    ['no demo, and the host allows it', { BETALT_DEMO: '0', BETALT_WEBHOOKS_TO_PRIVATE_ADDRESSES: '1' }, true],
    ['a demo, and the host does not', { BETALT_WEBHOOKS_TO_PRIVATE_ADDRESSES: '0' }, false],
  ])('%s: to private addresses %#', (_what, environment, allowed) => {
    expect(testConfig(environment as Record<string, string>).webhooksToPrivateAddresses).toBe(allowed);
  });
});
