import { benchAlerts } from '@/bin/bench/alerts';
import { benchChecks } from '@/bin/bench/checks';
import { benchPings } from '@/bin/bench/pings';
import { runRole } from '@/bin/bench/roles';
import { benchStatusPage } from '@/bin/bench/status-page';

const benches: Readonly<Record<string, (args: string[]) => Promise<Record<string, unknown>>>> = {
  alerts: benchAlerts,
  checks: benchChecks,
  pings: benchPings,
  'status-page': benchStatusPage,
};
const usage = `usage: npm run bench -- alerts [--targets 1000] [--interval 20] [--scenario threshold_1]
       npm run bench -- checks [--monitors 60000] [--workers 1] [--seconds 20]
       npm run bench -- pings [--monitors 10000] [--per-monitor 20]
       npm run bench -- status-page [--components 25] [--seconds 20] [--connections 64] [--stale]
`;

const [name = '', ...args] = process.argv.slice(2);
const bench = benches[name];

if (name === '--role') await runRole(args);
else if (bench !== undefined) process.stdout.write(`${JSON.stringify(await bench(args))}\n`);
else {
  process.stderr.write(usage);
  process.exit(2);
}
