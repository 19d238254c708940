// Asks a URL over TLS and writes the status, or the failure's code: https-get.ts URL. Trust comes from NODE_EXTRA_CA_CERTS.
import { get } from 'node:https';

get(process.argv[2] ?? '', (response) => {
  process.stdout.write(String(response.statusCode));
  response.resume();
}).on('error', (failure: NodeJS.ErrnoException) => {
  process.stdout.write(failure.code ?? failure.message);
});
