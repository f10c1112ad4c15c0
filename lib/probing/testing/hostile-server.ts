import net, { type AddressInfo, type Socket } from 'node:net';
import tls from 'node:tls';

export type HostileServer = {
  url: string;
  port: number;
  connections: () => number;
  close: () => Promise<void>;
};

/** `onRequest` is called for the first bytes of each connection; what it then does to the socket is its affair. */
export async function startHostileServer(
  onRequest: (socket: Socket, request: string) => void,
  options: { tls?: tls.TlsOptions; onConnection?: (socket: Socket) => void } = {},
): Promise<HostileServer> {
  let connections = 0;
  const open = new Set<Socket>();
  const serve = (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('data', (data) => onRequest(socket, data.toString('latin1')));
  };
  const server = options.tls === undefined ? net.createServer(serve) : tls.createServer(options.tls, serve);
  server.on('connection', (socket: Socket) => {
    connections += 1;
    open.add(socket);
    socket.on('error', () => socket.destroy());
    options.onConnection?.(socket);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}/`,
    port,
    connections: () => connections,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        for (const socket of open) socket.destroy();
      }),
  };
}

/** Writes for as long as the other side takes it. */
export function writeForEver(socket: Socket, piece: string | Buffer): void {
  const more = () => {
    while (!socket.destroyed && socket.write(piece));
  };
  socket.on('drain', more);
  more();
}

export function drip(socket: Socket, text: string, everyMs: number): void {
  let at = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || at >= text.length) clearInterval(timer);
    else socket.write(text[at] ?? '');
    at += 1;
  }, everyMs);
  socket.on('close', () => clearInterval(timer));
}
