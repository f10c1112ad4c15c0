#!/usr/bin/env node
// `npm run build`: what `npm start` would build, ahead of time (images, CI).
import { fail, preflight } from './launch/preflight.mjs';

preflight();
const { bundle } = await import('./launch/bundle.mjs');
const { buildWeb } = await import('./launch/web.mjs');
try {
  await bundle();
  await buildWeb({ isVerbose: true });
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
