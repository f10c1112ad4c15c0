import net from 'node:net';

/** Status (0: no answer) and bytes on the wire. */
type OnAnswer = (status: number, bytes: number) => void;

/** A connection that carries one request at a time. Bodies are counted and thrown away, for the client shares the machine. */
export class ReadSocket {
  readonly #port: number;
  readonly #buffer = Buffer.allocUnsafe(64 * 1024);
  #socket: net.Socket | null = null;
  #head = '';
  #status = 0;
  /** What is still to come of the body; null before its head has ended. */
  #left: number | null = null;
  #bytes = 0;
  #onAnswer: OnAnswer | null = null;

  constructor(port: number) {
    this.#port = port;
  }

  send(request: Buffer, onAnswer: OnAnswer): void {
    this.#onAnswer = onAnswer;
    this.#socket ??= this.#connect();
    this.#socket.write(request);
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }

  #connect(): net.Socket {
    const callback = (length: number) => {
      this.#receive(length);
      return true;
    };
    const onread = { buffer: this.#buffer, callback };
    const socket = net.connect({ port: this.#port, host: '127.0.0.1', onread });
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.#finish(0);
    });
    return socket;
  }

  #receive(length: number): void {
    this.#bytes += length;
    if (this.#left === null) {
      // A head is short and comes in one piece as a rule; only as much as may be head is made text.
      const before = this.#head.length;
      this.#head += this.#buffer.toString('latin1', 0, Math.min(length, 4096));
      const end = this.#head.indexOf('\r\n\r\n');
      if (end === -1) return;
      this.#status = Number(this.#head.slice(9, 12));
      const announced = /\r\ncontent-length: (\d+)/i.exec(this.#head)?.[1];
      const isEmpty = this.#status === 304 || this.#status === 204;
      this.#left = (isEmpty ? 0 : Number(announced ?? '0')) - (before + length - end - 4);
    } else this.#left -= length;
    if (this.#left <= 0) this.#finish(this.#status);
  }

  #finish(status: number): void {
    const bytes = this.#bytes;
    this.#head = '';
    this.#left = null;
    this.#bytes = 0;
    const onAnswer = this.#onAnswer;
    this.#onAnswer = null;
    onAnswer?.(status, bytes);
  }
}
