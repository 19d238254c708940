import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface MerchantPage {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * A merchant's page on another origin than the sandbox, under a strict content security policy: what the browser script
 * has to get by with.
 */
export async function startMerchantPage(sandboxUrl: string): Promise<MerchantPage> {
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${sandboxUrl}`,
    "style-src 'self'",
    `frame-src ${sandboxUrl}`,
    `connect-src ${sandboxUrl}`,
  ].join('; ');
  const server = createServer((request, response) => {
    response.setHeader('content-security-policy', policy);
    if (request.url === '/page.js') return respond(response, 'text/javascript', SCRIPT);
    if (request.url === '/page.css') return respond(response, 'text/css', STYLE);
    return respond(response, 'text/html; charset=utf-8', page(sandboxUrl));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => closeServer(server) };
}

function page(sandboxUrl: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Merchant</title>
<link rel="stylesheet" href="/page.css"><script src="${sandboxUrl}/v3/"></script><script src="/page.js"></script></head>
<body><main><h1>Pay</h1><form id="form"><div id="card"></div><button id="pay">Pay</button></form></main></body></html>`;
}

/** `begin` mounts the card form; `events` is what it said since; results come as Stripe.js gives them. */
const SCRIPT = `
const events = [];
function begin({ clientSecret, theme, locale, variables }) {
  document.documentElement.classList.toggle('dark', theme === 'night');
  document.documentElement.lang = locale;
  window.stripe = Stripe('pk_test_betalt');
  window.elements = stripe.elements({ clientSecret, locale, appearance: { theme, variables } });
  window.card = elements.create('payment');
  for (const type of ['ready', 'change', 'submit', 'loaderror']) card.on(type, (event) => events.push({ type, ...event }));
  card.mount('#card');
  return new Promise((resolve) => card.on('ready', () => resolve(true)));
}
document.addEventListener('submit', (event) => { event.preventDefault(); events.push({ type: 'form-submit' }); });
addEventListener('message', (event) => events.push({ type: 'window-message', data: event.data }));
document.addEventListener('securitypolicyviolation', (event) => events.push({ type: 'policy', directive: event.violatedDirective }));
const ifRequired = { redirect: 'if_required', confirmParams: { return_url: location.href } };
`;

const STYLE = `body { font-family: sans-serif; margin: 24px; max-width: 480px; color: #222; background: #fff; }
html.dark { color-scheme: dark; } html.dark body { color: #f5f5f5; background: #1b1b1b; }`;

function respond(response: ServerResponse, type: string, body: string): void {
  response.setHeader('content-type', type);
  response.end(body);
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
}
