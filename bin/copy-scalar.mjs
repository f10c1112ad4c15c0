#!/usr/bin/env node
// Puts the bundle of the API documentation where Next serves it, so that /docs loads nothing from elsewhere.
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

export async function copyScalar() {
  const folder = join(root, 'public/scalar');
  await mkdir(folder, { recursive: true });
  const bundle = join(root, 'node_modules/@scalar/api-reference/dist/browser/standalone.js');
  await copyFile(bundle, join(folder, 'standalone.js'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await copyScalar();
