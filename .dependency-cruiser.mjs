import { rooms } from './lib/rooms.mjs';

const test = '\\.(test|db\\.test)\\.tsx?$|^(lib|inngest)/[^/]+/testing/|/testdata/';
const browserSafe = '^lib/[^/]+/(constants|schema)\\.ts$|^lib/[^/]+/rules/|^lib/core/';

const orderRules = rooms.map((room, index) => {
  const later = rooms.slice(index + 1);
  return {
    name: `room-order:${room}`,
    comment: 'A room imports only rooms that stand before it in lib/rooms.mjs.',
    severity: 'error',
    from: { path: `^lib/${room}/`, pathNot: test },
    to: { path: later.length > 0 ? `^lib/(${later.join('|')})/` : '^$' },
  };
});

const privacyRules = rooms.map((room) => ({
  name: `room-private:${room}`,
  comment: 'queries.ts and internal/ are seen by their own room only.',
  severity: 'error',
  from: { pathNot: [`^lib/${room}/`, test] },
  to: { path: `^lib/${room}/(queries(\\.ts|/)|internal/)` },
}));

export default {
  forbidden: [
    ...orderRules,
    ...privacyRules,
    {
      name: 'no-cycle',
      severity: 'error',
      from: { pathNot: test },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'lib-and-db-know-no-adapter',
      severity: 'error',
      from: { path: '^(lib|db)/', pathNot: test },
      to: { path: '^(app|components|inngest|bin)/' },
    },
    {
      name: 'db-knows-words-only',
      comment: 'db imports constants and core of lib, nothing else.',
      severity: 'error',
      from: { path: '^db/', pathNot: [test, '^db/testing/'] },
      to: { path: '^lib/', pathNot: '^lib/core/|^lib/[^/]+/constants\\.ts$' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: '^lib/[^/]+/rules/', pathNot: test },
      to: { path: ['^db/', '^node_modules/(drizzle-orm|postgres|inngest|next|pino)/'] },
    },
    {
      name: 'rules-use-no-node-built-in',
      severity: 'error',
      from: { path: '^lib/[^/]+/rules/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'rules-import-rules',
      severity: 'error',
      from: { path: '^lib/[^/]+/rules/', pathNot: test },
      to: { path: '^lib/', pathNot: browserSafe, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'components-are-browser-safe',
      severity: 'error',
      from: { path: '^components/', pathNot: test },
      to: { path: '^(lib|db)/', pathNot: browserSafe, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'components-know-no-adapter',
      severity: 'error',
      from: { path: '^components/', pathNot: test },
      to: { path: '^(inngest|bin)/' },
    },
    {
      name: 'pages-are-rendered-in-their-thread',
      comment: 'Rendering a large page takes long, and checks are timed in the loop that would wait for it.',
      severity: 'error',
      from: { path: '^(inngest|bin)/', pathNot: [test, '^inngest/functions/status-pages/render-'] },
      to: {
        path: '^components/|^inngest/functions/status-pages/render-',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'drizzle-stays-below',
      severity: 'error',
      from: {
        path: '^(app|components|inngest|bin)/|^lib/[^/]+/(?!queries|internal)',
        pathNot: [test, '^inngest/engine/queries'],
      },
      to: { path: '^node_modules/drizzle-orm/' },
    },
    {
      name: 'next-stays-in-its-place',
      severity: 'error',
      from: { pathNot: ['^(app|components)/', '^lib/web/', '^[^/]+$', '^node_modules/'] },
      to: { path: '^node_modules/next/' },
    },
    {
      name: 'inngest-stays-in-its-place',
      severity: 'error',
      from: { pathNot: ['^inngest/', '^app/api/inngest/', '^node_modules/'] },
      to: { path: '^node_modules/inngest/' },
    },
    {
      name: 'not-to-dev-dep',
      severity: 'error',
      from: { path: '^(app|components|lib|db|inngest)/', pathNot: [test, '^db/testing/'] },
      to: { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/@types/' },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|dist|db/migrations)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
