import { text } from 'node:stream/consumers';
import { runAdmin } from '@/bin/admin/run-admin';

const write = (stream: NodeJS.WriteStream) => (line: string) => void stream.write(line);

process.exitCode = await runAdmin(process.argv.slice(2), {
  out: write(process.stdout),
  err: write(process.stderr),
  readStdin: () => text(process.stdin),
});
