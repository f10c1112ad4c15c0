import type net from 'node:net';
import tls from 'node:tls';
import type { DialFault, DialHandlers } from '@/lib/net/dial';
import type { PinnedAddress, Target } from '@/lib/net/rules/parse-target';
import type { FailureCause } from '@/lib/probing/constants';
import { type ParseStep, ResponseParser } from '@/lib/probing/http/response-parser';
import type { ProbeIo } from '@/lib/probing/probe';
import { causeOfCertificate, causeOfConnect, causeOfHandshake } from '@/lib/probing/rules/name-cause';
import type { ResponseHead } from '@/lib/probing/rules/parse-head';
import type { Stopwatch } from '@/lib/probing/stopwatch';

export type ExchangeRequest = {
  target: Target;
  addresses: readonly PinnedAddress[];
  /** Latin-1. */
  head: string;
  body: Buffer | null;
  isHeadRequest: boolean;
  isTlsVerified: boolean;
  needsCertificate: boolean;
  bytesToKeep: (status: number) => number;
};

/** What had been received, be it all of a response or the part before a failure. */
export type Received = {
  head: ResponseHead | null;
  body: Buffer;
  isBodyCut: boolean;
  remoteAddress: string | null;
  certificateEndsAt: Date | null;
};

export type ExchangeResult =
  | { kind: 'response'; head: ResponseHead; received: Received }
  | { kind: 'failed'; cause: FailureCause; message: string; received: Received };

/**
 * libuv reads into it and hands it over in the same breath, so all plain connections of the process can share
 * one: no allocation for each of them. Whoever keeps bytes copies them.
 */
const readBuffer = Buffer.allocUnsafeSlow(64 * 1024);

let defaultContext: tls.SecureContext | null = null;

/** Building one costs more than the handshake it serves. */
function sharedContext(): tls.SecureContext {
  defaultContext ??= tls.createSecureContext();
  return defaultContext;
}

/**
 * One request and its response over a fresh connection; calls `done` once. There is no timer in here: the owner
 * of the deadline calls `abandon`.
 *
 * Written on bare sockets, since node:http costs twice as much for a small check and hides the phases.
 */
export class Exchange implements DialHandlers {
  private readonly request: ExchangeRequest;
  private readonly io: ProbeIo;
  private readonly watch: Stopwatch;
  private readonly done: (result: ExchangeResult) => void;
  private readonly parser: ResponseParser;
  private cancelDial: (() => void) | null = null;
  private socket: net.Socket | null = null;
  private remoteAddress: string | null = null;
  private certificateEndsAt: Date | null = null;
  private isOver = false;

  constructor(
    request: ExchangeRequest,
    io: ProbeIo,
    watch: Stopwatch,
    done: (result: ExchangeResult) => void,
  ) {
    this.request = request;
    this.io = io;
    this.watch = watch;
    this.done = done;
    this.parser = new ResponseParser(request);
  }

  start(): void {
    const { target, addresses, body } = this.request;
    this.watch.enter('connect');
    const noDelay = target.isTls || body !== null;
    const dialled = { addresses, port: target.port, policy: this.io.policy, noDelay };
    const onread = { buffer: readBuffer, callback: (size: number) => this.onRead(size) };
    this.cancelDial = this.io.dial(target.isTls ? dialled : { ...dialled, onread }, this);
  }

  /** Ends it without a result: nothing is called afterwards. */
  abandon(): Received {
    this.close();
    return this.received();
  }

  onConnect(socket: net.Socket, address: PinnedAddress): void {
    this.remoteAddress = address.address;
    this.socket = socket;
    if (this.request.target.isTls) this.startTls(socket);
    else this.send(socket);
  }

  onFault(fault: DialFault): void {
    this.fail(causeOfConnect(fault.code), `Connecting failed: ${fault.message}.`);
  }

  private startTls(raw: net.Socket): void {
    this.watch.enter('tls');
    const { hostname, literal } = this.request.target;
    const socket = tls.connect({
      socket: raw,
      host: hostname,
      servername: literal === null ? hostname : '',
      secureContext: this.io.secureContext ?? sharedContext(),
      ALPNProtocols: ['http/1.1'],
      // Verified below, before a byte is sent, so that the cause gets its own word.
      rejectUnauthorized: false,
    });
    this.socket = socket;
    raw.on('error', (error: NodeJS.ErrnoException) => this.onSocketError(error));
    socket.on('error', (error: NodeJS.ErrnoException) => this.onSocketError(error));
    socket.once('secureConnect', () => this.onSecure(socket));
    socket.on('data', (chunk: Buffer) => this.onBytes(chunk));
    socket.on('close', () => this.onClosed());
  }

  private onSecure(socket: tls.TLSSocket): void {
    if (this.isOver) return;
    if (!socket.authorized && this.request.isTlsVerified) {
      const reason: unknown = socket.authorizationError;
      const code =
        reason instanceof Error ? ('code' in reason ? String(reason.code) : reason.message) : String(reason);
      this.fail(causeOfCertificate(code), `The certificate is not accepted: ${code}.`);
      return;
    }
    if (this.request.needsCertificate) {
      const validTo = Date.parse(socket.getPeerCertificate().valid_to);
      this.certificateEndsAt = Number.isNaN(validTo) ? null : new Date(validTo);
    }
    this.write(socket);
  }

  private send(socket: net.Socket): void {
    socket.on('error', (error: NodeJS.ErrnoException) => this.onSocketError(error));
    socket.on('close', () => this.onClosed());
    this.write(socket);
  }

  private write(socket: net.Socket): void {
    this.watch.enter('wait');
    const { head, body } = this.request;
    if (body === null) socket.write(head, 'latin1');
    else socket.write(Buffer.concat([Buffer.from(head, 'latin1'), body]));
  }

  private onRead(size: number): boolean {
    this.onBytes(readBuffer.subarray(0, size));
    return true;
  }

  private onBytes(chunk: Buffer): void {
    if (this.isOver) return;
    if (this.watch.phase === 'wait') this.watch.enter('transfer');
    this.follow(this.parser.push(chunk));
  }

  private onClosed(): void {
    if (!this.isOver) this.follow(this.watch.phase === 'tls' ? handshakeCut : this.parser.end());
  }

  private onSocketError(error: NodeJS.ErrnoException): void {
    if (this.isOver) return;
    const code = error.code ?? 'UNKNOWN';
    if (this.watch.phase === 'tls') {
      this.fail(causeOfHandshake(code), `The TLS handshake failed: ${error.message.trim()}.`);
      return;
    }
    this.fail('connection_reset', `The connection broke: ${code}.`);
  }

  private follow(step: ParseStep): void {
    if (step === 'more') return;
    if (step !== 'done') {
      this.fail(step.cause, step.message);
      return;
    }
    const head = this.parser.head;
    if (head === null) return;
    this.close();
    this.done({ kind: 'response', head, received: this.received() });
  }

  private fail(cause: FailureCause, message: string): void {
    if (this.isOver) return;
    this.close();
    this.done({ kind: 'failed', cause, message, received: this.received() });
  }

  private close(): void {
    this.isOver = true;
    if (this.socket === null) this.cancelDial?.();
    else this.socket.destroy();
  }

  private received(): Received {
    const { head, body, isBodyCut, bodyBytes } = this.parser;
    return {
      head,
      body,
      isBodyCut: isBodyCut || bodyBytes > body.length,
      remoteAddress: this.remoteAddress,
      certificateEndsAt: this.certificateEndsAt,
    };
  }
}

const handshakeCut: ParseStep = {
  cause: 'connection_closed',
  message: 'The connection was closed during the TLS handshake.',
};
