#!/usr/bin/env node
// `npm run build`: what `npm start` would build, ahead of time (images, CI).
import { fail, preflight } from './launch/preflight.mjs';

preflight();
const { bundle } = await import('./launch/bundle.mjs');
const { buildWeb } = await import('./launch/web.mjs');
const { copyScalar } = await import('./copy-scalar.mjs');
try {
  await Promise.all([bundle(), copyScalar()]);
  await buildWeb({ isVerbose: true });
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
