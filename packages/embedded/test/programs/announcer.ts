// A supervised program for tests: announcer.ts [deaf] [silent] [dies]. It announces its process id and then lives on.
const manners = new Set(process.argv.slice(2));

if (manners.has('deaf')) process.on('SIGTERM', () => {});
if (manners.has('dies')) {
  process.stderr.write('the port is taken\n');
  process.exit(3);
}
process.stdout.write('warming up\n');
if (!manners.has('silent')) process.stdout.write(`${JSON.stringify({ ready: process.pid })}\n`);
setInterval(() => {}, 1000);
