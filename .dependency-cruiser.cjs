/**
 * The layer rules of the architecture. Each has a planted violation of the same name in `test/architecture/planted`, and
 * `test/architecture/layers.spec.ts` proves that the rule fires on it and that there is no rule without one.
 */
const service = '^apps/(?!(?:simulator|ops|console|email-adapter)/)([^/]+)/src';
const spec = '\\.(?:spec|int-spec|e2e-spec)\\.ts$';
/** A test suite that every implementation of a port must pass, and what it drives them with. */
const suite = '\\.(?:suite|probe)\\.ts$';
/** Pure libraries: no I/O and no clock that is not passed in. The domain may use these and no others. */
const pure = '(?:^|/)node_modules/(?:luxon|@types/luxon|simple-statistics|libphonenumber-js|tinyld|re2js|yaml)/';
const entry = (...libs) => `^libs/(?:${libs.join('|')})/src/index\\.ts$`;
const npm = (...names) => `(?:^|/)node_modules/(?:@types/)?(?:${names.join('|')})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'domain-imports-only-itself',
      comment: 'The domain is pure: it imports nothing but itself and an allow-list of pure libraries.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/src/domain/', pathNot: [spec, suite] },
      to: { pathNot: ['^apps/$1/src/domain/', pure] },
    },
    {
      name: 'application-imports-domain-and-contracts',
      comment: 'A use case knows the domain, the contracts, the unit of work, and of Nest only `Injectable`.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/src/application/', pathNot: spec },
      to: {
        pathNot: [
          '^apps/$1/src/(?:application|domain)/',
          entry('contracts', 'messaging'),
          npm('@nestjs/common'),
          pure,
          '^(?:node:)?crypto$',
        ],
      },
    },
    {
      name: 'http-imports-application',
      comment: 'A controller turns a request into a call of a use case; it knows no table and no broker.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/src/http/', pathNot: spec },
      to: {
        pathNot: [
          '^apps/$1/src/(?:http|application|domain)/',
          entry('contracts', 'messaging', 'service'),
          npm(
            '@nestjs/(?:common|core|swagger|throttler|terminus|platform-fastify)',
            'class-validator',
            'class-transformer',
            'fastify',
            'rxjs',
          ),
          pure,
          '^(?:node:)?(?:crypto|stream|buffer)$',
        ],
      },
    },
    {
      name: 'persistence-implements-ports',
      comment: 'Repositories implement ports of the application and know no controller and no consumer.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/src/persistence/', pathNot: spec },
      to: {
        pathNot: [
          '^apps/$1/src/(?:persistence|application|domain)/',
          entry('contracts', 'messaging', 'persistence', 'templates'),
          npm('@nestjs/(?:common|typeorm)', 'typeorm', 'pg', 'markdown-it', 'minisearch'),
          pure,
          '^(?:node:)?(?:crypto|stream|buffer)$',
        ],
      },
    },
    {
      name: 'consumer-is-only-a-table',
      comment: 'The consumer table maps events to use cases; whatever else it needs belongs into a use case.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/src/[^/]+\\.consumer\\.ts$' },
      to: {
        pathNot: [
          '^apps/$1/src/(?:application|domain)/',
          entry('contracts', 'messaging'),
          npm('@nestjs/(?:common|microservices)'),
        ],
      },
    },
    {
      name: 'main-only-starts-the-module',
      comment: 'Wiring belongs into the module, where tests find it too.',
      severity: 'error',
      from: { path: `${service}/main\\.ts$` },
      to: {
        pathNot: [
          '^apps/$1/src/[^/]+\\.(?:module|config)\\.ts$',
          entry('service', 'messaging', 'persistence'),
          npm('reflect-metadata', '@nestjs/(?:common|core|microservices|platform-fastify)'),
        ],
      },
    },
    {
      name: 'settings-know-no-layer',
      comment: 'The config class is read by the module, which hands on what a layer needs.',
      severity: 'error',
      from: { path: '^apps/[^/]+/src/[^/]+\\.config\\.ts$' },
      to: { path: '^apps/[^/]+/src/(?!.*\\.config\\.ts$)' },
    },
    {
      name: 'only-the-module-knows-persistence',
      comment: 'Only the composition root knows ports and adapters both.',
      severity: 'error',
      from: { path: '^apps/[^/]+/src/', pathNot: ['^apps/[^/]+/src/persistence/', '\\.module\\.ts$', spec] },
      to: { path: '^apps/[^/]+/src/persistence/' },
    },
    {
      name: 'only-the-module-knows-http',
      comment: 'Controllers are called by Nest and by nothing else.',
      severity: 'error',
      from: { path: '^apps/[^/]+/src/', pathNot: ['^apps/[^/]+/src/http/', '\\.module\\.ts$', spec] },
      to: { path: '^apps/[^/]+/src/http/' },
    },
    {
      name: 'no-app-to-app',
      comment: 'Services meet on topics. A call or a shared class would bind their releases together.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'no-lib-to-app',
      comment: 'A library that knows a service cannot be used by the next one.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'no-deep-import-into-a-lib',
      comment: 'A lib promises what its index exports, and only that.',
      severity: 'error',
      from: { path: '^([^/]+/[^/]+)/' },
      to: { path: '^libs/', pathNot: ['^$1/', '^libs/[^/]+/src/index\\.ts$', '^libs/messaging/src/testing\\.ts$'] },
    },
    {
      name: 'libs-by-their-name',
      comment: 'Import `#libs/<name>`: a relative path to another lib works in source and breaks when files move.',
      severity: 'error',
      from: { path: '^([^/]+/[^/]+)/' },
      to: {
        path: ['^libs/[^/]+/src/index\\.ts$', '^libs/messaging/src/testing\\.ts$'],
        pathNot: '^$1/',
        dependencyTypesNot: ['aliased-subpath-import'],
      },
    },
    {
      name: 'tests-enter-apps-by-the-front-door',
      comment:
        'Tests of the whole start an app from the files directly under its `src`; the inside has specs beside it.',
      severity: 'error',
      from: { path: '^test/' },
      to: { path: '^apps/', pathNot: '^apps/[^/]+/src/[^/]+\\.ts$' },
    },
    {
      name: 'no-product-to-test',
      comment: 'What is shipped must run without the folder `test`.',
      severity: 'error',
      from: { path: '^(?:apps|libs)/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-test-code-in-the-product',
      comment: 'Fakes and test databases are for specs.',
      severity: 'error',
      from: {
        path: '^(?:apps|libs)/',
        pathNot: ['^libs/testing/', spec, '^libs/messaging/src/testing(?:\\.ts$|/)', suite],
      },
      to: {
        path: [
          '^libs/testing/',
          '^libs/messaging/src/testing\\.ts$',
          suite,
          npm('@jest/globals', 'fast-check', 'supertest', '@nestjs/testing'),
        ],
      },
    },
    {
      name: 'nothing-imports-a-spec',
      comment: 'What two specs share is a file of its own.',
      severity: 'error',
      from: {},
      to: { path: spec },
    },
    {
      name: 'no-local-stack-in-a-service',
      comment: 'A service is given its broker and its database; it never starts them.',
      severity: 'error',
      from: { path: `${service}/`, pathNot: spec },
      to: { path: '^libs/local-stack/' },
    },
    {
      name: 'contracts-import-no-lib',
      comment: 'Adapters install the contracts as a package with no other part of the project.',
      severity: 'error',
      from: { path: '^libs/contracts/' },
      to: { path: '^libs/', pathNot: '^libs/contracts/' },
    },
    {
      name: 'text-model-is-pure',
      comment: 'What was learnt and what is said depend on texts and seed alone: no file, no clock, no framework.',
      severity: 'error',
      from: { path: '^libs/text-model/', pathNot: spec },
      to: { pathNot: ['^libs/text-model/', '^(?:node:)?crypto$'] },
    },
    {
      name: 'kafkajs-only-in-messaging',
      comment:
        'kafkajs is no longer maintained and must stay replaceable. Benchmarks and fault tests measure it from outside.',
      severity: 'error',
      from: { pathNot: ['^libs/messaging/', '^test/(?:bench|chaos)/'] },
      to: { path: npm('kafkajs', 'kafkajs-snappy', 'lz4js') },
    },
    {
      name: 'typeorm-only-in-persistence',
      comment: 'Outside persistence and the module nobody knows how rows are stored.',
      severity: 'error',
      from: { path: `${service}/`, pathNot: ['^apps/[^/]+/src/persistence/', '\\.module\\.ts$', spec] },
      to: { path: npm('typeorm', '@nestjs/typeorm', 'pg') },
    },
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one file, or three. Cycles of types alone count too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable-import',
      comment: 'An import that cannot be resolved escapes every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^dist/'] },
    // test/contracts/adapter is a project of its own, that of an adapter's author: it sees only the packed contracts.
    exclude: { path: ['^test/architecture/planted/', '^test/contracts/adapter/', '^dist/', '/generated/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.d.ts', '.mts', '.mjs', '.js', '.cjs', '.json'],
    },
  },
};
