import { parseArgs } from 'node:util';
import { startTarget } from './target';

/** `npx tsx e2e/target/main.ts --port 4000`: runs the target until it is interrupted. */
const { values } = parseArgs({
  options: { port: { type: 'string', default: '4000' }, host: { type: 'string', default: '127.0.0.1' } },
});
const target = await startTarget({ port: Number(values.port), host: values.host });
process.stdout.write(`${target.url}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void target.close());
