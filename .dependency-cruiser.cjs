// Import directions of ARCHITECTURE.md, one rule an arrow. A violation names the rule; the comment says why it is one.
// Tests, test support and benchmarks may look anywhere: they hold the parts together from outside.

const swc = require('@swc/core');

// NOTE: dependency-cruiser 17 asks swc for TypeScript without JSX, so that no .tsx can be read. This configuration is
// loaded in its process before any source is, and gives the option by the file's name. Goes when it does so itself.
const { parseFileSync } = swc;
swc.parseFileSync = (path, options) => parseFileSync(path, { ...options, tsx: path.endsWith('.tsx') });

const SERVER = '^packages/server/src';
const ADAPTERS = '(db|gateways|mail|pdf|einvoice|bank|webhooks)';
const ENTRIES = `${SERVER}/(main|worker|cli|wiring)\\.ts$`;
const TEST = '(\\.test\\.tsx?$|/test/|/test-support/|/e2e/)';

/** One rule: `from` may not reach `to`. Tests are left out of `from` unless said. */
function forbid(name, comment, from, to) {
  return { name, comment, severity: 'error', from: { pathNot: TEST, ...from }, to };
}

/** Packages of the workspace other than the named ones. */
function otherPackages(...allowed) {
  return { path: '^packages/', pathNot: `^packages/(${allowed.join('|')})/` };
}

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    forbid(
      'core-is-pure',
      'The rules of money and invoices have no clock, no disk, no network and no library: they can be read and proven alone.',
      { path: '^packages/core/' },
      { pathNot: '^packages/core/src/' },
    ),
    forbid(
      'contract-sees-core',
      'The contract is spoken by server, portal and client alike: whatever it imports, all of them load.',
      { path: '^packages/contract/' },
      otherPackages('contract', 'core'),
    ),
    forbid(
      'contract-runs-anywhere',
      'The contract is loaded by browsers: nothing of Node, no library but that of the schemas.',
      { path: '^packages/contract/src/' },
      { path: '.', pathNot: '^(packages/|node_modules/typebox/)', dependencyTypesNot: ['local', 'unknown'] },
    ),
    forbid(
      'client-sees-contract',
      'The client is published for integrators, who have neither our server nor our portal.',
      { path: '^packages/client/' },
      otherPackages('client', 'contract', 'core'),
    ),
    forbid(
      'web-never-sees-server',
      'The portal knows what any client knows: the contract. What it needs besides goes into the contract.',
      { path: '^packages/web/' },
      otherPackages('web', 'client', 'contract', 'core'),
    ),
    forbid(
      'sandbox-sees-nothing',
      'The sandbox stands in for Stripe and is the witness of what was charged: it must not share a line with the accused.',
      { path: '^packages/stripe-sandbox/' },
      otherPackages('stripe-sandbox'),
    ),
    forbid(
      'embedded-sees-nothing',
      'The house (database, certificates, processes) is there before Betalt is and knows nothing of it.',
      { path: '^packages/embedded/src/(postgres|tls|supervise)/' },
      {
        path: '^packages/',
        pathNot: '^packages/embedded/src/(postgres|tls|supervise)/|^packages/embedded/src/[^/]+\\.ts$',
      },
    ),
    forbid(
      'server-stands-alone',
      'In production there is no sandbox, no portal source and no bench: the server talks to them over the network only.',
      { path: '^packages/server/' },
      otherPackages('server', 'core', 'contract', 'embedded', 'client'),
    ),
    forbid(
      'nobody-needs-the-bench',
      'Measuring is done from outside.',
      { path: '^packages/(?!bench/)' },
      { path: '^packages/bench/' },
    ),
    forbid(
      'embedded-only-at-the-entries',
      'With a DATABASE_URL the embedded database does not exist: only what starts the process may know it.',
      { path: SERVER, pathNot: `${TEST}|${ENTRIES}|${SERVER}/(config|cli|start)/` },
      { path: '^packages/embedded/' },
    ),
    forbid(
      'adapters-see-core-only',
      'Adapters are called by use cases and never call up: a row, a mail or a gateway decides nothing.',
      { path: `${SERVER}/${ADAPTERS}/` },
      { path: `${SERVER}/(app|http|jobs|identity|cli)/|${ENTRIES}` },
    ),
    forbid(
      'xml-sees-core-only',
      'Reading XML is the same whether an invoice or a bank statement is in it: both adapters use it, and it knows neither.',
      { path: `${SERVER}/xml/` },
      { path: SERVER, pathNot: `${SERVER}/xml/` },
    ),
    forbid(
      'adapters-never-see-each-other',
      'Each can be replaced alone; what two of them do together is a use case.',
      { path: `${SERVER}/${ADAPTERS}/` },
      { path: `${SERVER}/${ADAPTERS}/`, pathNot: `${SERVER}/$1/` },
    ),
    forbid(
      'app-takes-gateways-as-arguments',
      'A use case knows the port (gateways/gateway.ts), and wiring decides which gateway stands behind it.',
      { path: `${SERVER}/app/` },
      { path: `${SERVER}/gateways/[^/]+/` },
    ),
    forbid(
      'app-never-calls-up',
      'A use case is the same whether a request, a job or a command asked for it.',
      { path: `${SERVER}/app/` },
      { path: `${SERVER}/(http|jobs|cli)/|${ENTRIES}` },
    ),
    forbid(
      'app-knows-no-wire',
      'Status codes and shapes of answers belong to http: a use case returns what happened.',
      { path: `${SERVER}/app/` },
      { path: '^packages/contract/|node_modules/(fastify|@fastify)/' },
    ),
    forbid(
      'http-never-sees-a-table',
      'Routes read through the named queries of db/queries and write through use cases (docs/decisions/0003): SQL in a route is a decision on unlocked rows.',
      { path: `${SERVER}/http/` },
      { path: `${SERVER}/db/(?!queries/)|node_modules/(pg|kysely)/` },
    ),
    forbid(
      'http-never-sees-an-adapter',
      'What a route needs of the world it gets from a use case.',
      { path: `${SERVER}/http/` },
      { path: `${SERVER}/(gateways|mail|pdf|einvoice|bank|webhooks|jobs)/` },
    ),
    forbid(
      'jobs-never-see-http',
      'Work after the commit has no request to answer.',
      { path: `${SERVER}/jobs/` },
      { path: `${SERVER}/http/` },
    ),
    forbid(
      'wiring-only-at-the-entries',
      'One composition root: whoever imports it from below has made a second way through the house.',
      { path: `${SERVER}/`, pathNot: `${TEST}|${ENTRIES}|${SERVER}/(cli|start)/` },
      { path: `${SERVER}/wiring\\.ts$` },
    ),
    forbid(
      'nobody-imports-an-entry',
      'An entry starts a process by being loaded.',
      { path: '^packages/' },
      { path: `${SERVER}/(main|worker|cli)\\.ts$|^packages/stripe-sandbox/src/main\\.ts$` },
    ),
    forbid(
      'source-never-imports-tests',
      'What is tested must run without its tests.',
      { path: '^packages/[^/]+/src/' },
      { path: TEST },
    ),
    forbid(
      'imports-resolve',
      'An import that cannot be resolved escapes every rule above.',
      { path: '^packages/', pathNot: '^$' },
      // virtual:… is made by a build plugin.
      { couldNotResolve: true, pathNot: '^virtual:' },
    ),
  ],
  options: {
    // TypeScript 7 has no compiler API for tools; swc reads the sources, type-only imports included.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage|locales)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
