import type { IncomingMessage } from 'node:http';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import type { Upstream } from '@/lib/gateway/proxy-request';
import type { Origin } from '@/lib/gateway/rules/forwarded';
import { toUpstreamUpgrade } from '@/lib/gateway/rules/headers';

type Upgrade = { request: IncomingMessage; socket: Duplex; head: Buffer; origin: Origin; requestId: string };

/** A web socket is passed on as bytes, from the first line of the request to the end. */
export function proxyUpgrade(
  { request, socket, head, origin, requestId }: Upgrade,
  upstream: Upstream,
): void {
  const onward = net.connect(upstream.port, upstream.host);
  const end = () => {
    socket.destroy();
    onward.destroy();
  };
  onward.once('connect', () => {
    onward.setNoDelay(true);
    onward.write(requestHead(request, toUpstreamUpgrade(request.rawHeaders, origin, requestId)));
    onward.write(head);
    onward.pipe(socket);
    socket.pipe(onward);
  });
  onward.on('error', () => {
    if (onward.connecting || onward.bytesRead === 0) {
      socket.end(
        'HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
      );
      onward.destroy();
      return;
    }
    end();
  });
  socket.on('error', end);
  socket.on('close', () => onward.destroy());
  onward.on('close', () => socket.end());
}

/** Node's parser has refused line breaks in what it gave us, so that nothing can be smuggled into this head. */
function requestHead(request: IncomingMessage, headers: readonly string[]): string {
  const lines = [`${request.method} ${request.url} HTTP/1.1`];
  for (let index = 0; index + 1 < headers.length; index += 2)
    lines.push(`${headers[index]}: ${headers[index + 1]}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}
