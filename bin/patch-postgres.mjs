#!/usr/bin/env node
// After `npm ci`: mends what goes wrong in postgres.js 3.4.9 when a server restarts under load. A write that is due when
// its connection has gone, and a connection lost while it asks for the array types, throw where nobody can catch it,
// which ends the process (porsager/postgres#1208, open). A write that was called off is remembered, so that its
// connection sends nothing any more, and all it is given fails by `connect_timeout`. And the next answer of a
// connection that was cut in the middle of one began with that one's rows (as `undefined`), or with its error.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname ?? '.', '../node_modules/postgres');

const edits = [
  ['        return fetchArrayTypes()\n', '        return fetchArrayTypes().catch(() => {})\n'],
  [
    '    const x = socket.write(chunk, fn)\n',
    `    if (socket === null) {
      chunk = nextWriteTimer = null
      const lost = Errors.connection('CONNECTION_CLOSED', options, socket)
      query && queryError(query, lost)
      query = null
      while (sent.length)
        queryError(sent.shift(), lost)
      return false
    }
    const x = socket.write(chunk, fn)
`,
  ],
  [
    "    clearImmediate(nextWriteTimer)\n    socket.removeListener('data', data)\n",
    "    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener('data', data)\n",
  ],
  [
    "    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))\n",
    "    if (query || sent.length) error(Errors.connection('CONNECTION_CLOSED', options, socket))\n",
  ],
  [
    '    socket.removeAllListeners()\n    socket = null\n',
    `    socket.removeAllListeners()
    socket = null
    rows = 0
    results = errorResponse = null
    result = new Result()
`,
  ],
];

for (const variant of ['src', 'cjs/src']) {
  const file = path.join(folder, variant, 'connection.js');
  if (!existsSync(file)) continue;
  const known = readFileSync(file, 'utf8');
  let text = known;
  for (const [from, to] of edits) {
    if (text.includes(to)) continue;
    if (text.split(from).length !== 2) {
      process.stderr.write(
        `stillup: ${file} is not as bin/patch-postgres.mjs knows it; is the patch still needed?\n`,
      );
      process.exit(1);
    }
    text = text.replace(from, () => to);
  }
  if (text !== known) writeFileSync(file, text);
}
