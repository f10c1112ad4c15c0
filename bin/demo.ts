import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { playJobs } from '@/bin/demo/heartbeats';
import { demoMonitors } from '@/bin/demo/monitors';
import { demoAccount, seedDemo } from '@/bin/demo/seed';
import { demoSlug } from '@/bin/demo/status-pages';
import { printFault } from '@/bin/supervisor/fault';
import { createDatabase } from '@/db/client';
import { startTarget } from '@/e2e/target/target';
import { startVendors } from '@/e2e/vendors/vendors';
import { isInstallationEmpty } from '@/lib/access/users';
import { env } from '@/lib/core/env';
import { newId } from '@/lib/core/ids';
import { createLogger } from '@/lib/core/logger';
import { rollUpAll } from '@/lib/rollups/roll-up';

/** The target of the demo, and on the first start the demo organization itself. Lives as long as the demo. */
try {
  const { databaseUrl, dataDir, appUrl, logLevel, logFormat, demoVendorsPort } = env();
  const logger = createLogger('demo', { level: logLevel, format: logFormat });
  // Kept, since the addresses of the monitors name it.
  const portFile = path.join(dataDir, 'demo-target-port');
  const port = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0;
  const jobsFile = path.join(dataDir, 'demo-jobs.json');
  const target = await startTarget({ port });
  writeFileSync(portFile, String(target.port));
  const vendors = await startVendors({ port: demoVendorsPort });
  for (const { path: watched, behaviour } of demoMonitors) {
    if (behaviour !== null) target.tell({ ...behaviour, path: watched });
  }
  const database = createDatabase(databaseUrl, { max: 2, applicationName: 'stillup-demo' });
  if (await isInstallationEmpty(database.db)) {
    const urls = await seedDemo(
      { db: database.db, now: new Date(), requestId: newId('req') },
      { targetUrl: target.url, vendorsUrl: vendors.url },
    );
    writeFileSync(jobsFile, JSON.stringify(urls), { mode: 0o600 });
    await rollUpAll(database.db);
    logger.info({ monitors: demoMonitors.length }, 'demo organization made; its history is made up');
  }
  await database.close();
  if (existsSync(jobsFile)) playJobs(JSON.parse(readFileSync(jobsFile, 'utf8')), logger);
  const { email, password } = demoAccount;
  logger.info({ url: appUrl }, `sign in to the demo as ${email} with ${password}`);
  logger.info({ url: `${appUrl}/status/${demoSlug}` }, 'the status page of the demo is shown there');
  logger.info(
    { url: vendors.url },
    'what Slack, Discord and the other vendors of the demo got is shown there',
  );
  process.on('SIGTERM', () => process.exit(0));
} catch (error) {
  printFault(error);
  process.exit(1);
}
