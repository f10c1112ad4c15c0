import { benchChecks } from '@/bin/bench/checks';
import { runRole } from '@/bin/bench/roles';

const [name = '', ...args] = process.argv.slice(2);

if (name === '--role') await runRole(args);
else if (name === 'checks') process.stdout.write(`${JSON.stringify(await benchChecks(args))}\n`);
else {
  process.stderr.write('usage: npm run bench -- checks [--monitors 60000] [--workers 1] [--seconds 20]\n');
  process.exit(2);
}
