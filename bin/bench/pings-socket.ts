import net from 'node:net';

/** Answered: status and, of a 503, after how many seconds to come again. Status 0: no answer. */
export type OnAnswer = (status: number, retryAfterSeconds: number) => void;

const host = '127.0.0.1';

/** A connection that carries one request at a time: as lean as Node's sockets get, for it shares the machine with the server. */
export class PingSocket {
  private readonly port: number;
  private readonly isFresh: boolean;
  private readonly buffer = Buffer.allocUnsafe(1024);
  private socket: net.Socket | null = null;
  private received = '';
  private onAnswer: OnAnswer | null = null;

  constructor(port: number, options: { isFresh: boolean }) {
    this.port = port;
    this.isFresh = options.isFresh;
  }

  send(request: Buffer, onAnswer: OnAnswer): void {
    this.onAnswer = onAnswer;
    this.socket ??= this.connect();
    this.socket.write(request);
  }

  close(): void {
    this.socket?.destroy();
    this.socket = null;
  }

  private connect(): net.Socket {
    const callback = (length: number) => {
      this.receive(length);
      return true;
    };
    const socket = net.connect({ port: this.port, host, onread: { buffer: this.buffer, callback } });
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('close', () => {
      if (this.socket !== socket) return;
      this.socket = null;
      this.finish(0, 0);
    });
    return socket;
  }

  private receive(length: number): void {
    this.received += this.buffer.toString('latin1', 0, length);
    const headersEnd = this.received.indexOf('\r\n\r\n');
    if (headersEnd === -1) return;
    const bodyLength = Number(/content-length: (\d+)/i.exec(this.received)?.[1] ?? '0');
    if (this.received.length < headersEnd + 4 + bodyLength) return;
    const status = Number(this.received.slice(9, 12));
    const retryAfter = status === 503 ? Number(/retry-after: (\d+)/i.exec(this.received)?.[1] ?? '1') : 0;
    if (this.isFresh) this.close();
    this.finish(status, retryAfter);
  }

  private finish(status: number, retryAfterSeconds: number): void {
    this.received = '';
    const { onAnswer } = this;
    this.onAnswer = null;
    onAnswer?.(status, retryAfterSeconds);
  }
}

export function pingRequest(uuid: string): Buffer {
  return Buffer.from(
    `GET /ping/${uuid} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: curl/8.14.1\r\nAccept: */*\r\n\r\n`,
  );
}
