#!/usr/bin/env node
// `npm run build`: what `npm start` would build, ahead of time (images, CI).
import { fail, preflight } from './launch/preflight.mjs';

preflight();
const { bundle } = await import('./launch/bundle.mjs');
const { buildWeb } = await import('./launch/web.mjs');
const { copyScalar } = await import('./copy-scalar.mjs');
const { copyStatusAssets } = await import('./copy-status-assets.mjs');
try {
  await Promise.all([bundle(), copyScalar()]);
  await copyStatusAssets();
  await buildWeb({ isVerbose: true });
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
