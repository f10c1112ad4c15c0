import { parseArgs } from 'node:util';
import { startVendors } from './vendors';

/** `npx tsx e2e/vendors/main.ts --port 4001`: runs the vendors until it is interrupted. */
const { values } = parseArgs({ options: { port: { type: 'string', default: '3212' } } });
const vendors = await startVendors({ port: Number(values.port) });
process.stdout.write(`${vendors.url}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void vendors.close());
