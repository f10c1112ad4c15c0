import net, { type AddressInfo } from 'node:net';

const answer =
  'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok';

/**
 * Answers 200 `ok` to whatever comes, and closes. For benchmarks, where a full HTTP server would take as much of
 * the machine as the prober that is measured.
 */
export async function startFastTarget({ port = 0, host = '127.0.0.1' } = {}): Promise<{
  url: string;
  close: () => Promise<void>;
}> {
  const server = net.createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => socket.end(answer, 'latin1'));
  });
  await new Promise<void>((ready, failed) => {
    server.once('error', failed);
    server.listen({ port, host, backlog: 4096 }, ready);
  });
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
