import http from 'node:http';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import { dial } from '@/lib/net/dial';
import { type GuardPolicy, pinTarget } from '@/lib/net/guard';
import { onAbort } from '@/lib/net/on-abort';
import { createResolver, type Resolve } from '@/lib/net/resolve';
import type { PinnedAddress, RefusalReason, Target } from '@/lib/net/rules/parse-target';

export const maxAnswerBytes = 64 * 1024;

export type GuardedRequest = {
  url: string;
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Readonly<Record<string, string>>;
  /** Sent as it is; bytes that were signed stay the bytes that were signed. */
  body?: string | Uint8Array;
  /** Bounds all of it, from the name's resolution to the last byte of the answer. */
  timeoutMs: number;
  policy: GuardPolicy;
  resolve?: Resolve;
  signal?: AbortSignal;
};

export type RequestFault =
  | 'blocked'
  | 'invalid_request'
  | 'dns'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'reset'
  | 'protocol'
  | 'cancelled';

export type GuardedAnswer =
  | {
      ok: true;
      /** Any status: a redirect is an answer too, and is not followed. */
      status: number;
      /** Names in lower case. */
      headers: Readonly<Record<string, string>>;
      /** At most 64 KiB, as UTF-8. */
      body: string;
      isBodyCut: boolean;
      remoteAddress: string;
      durationMs: number;
    }
  | {
      ok: false;
      fault: RequestFault;
      message: string;
      /** Set when `fault` is `blocked`. */
      reason: RefusalReason | null;
      /** True once bytes of the request may have reached the receiver. */
      wasSent: boolean;
      durationMs: number;
    };

type Failure = { fault: RequestFault; message: string; reason?: RefusalReason };
type Success = Omit<Extract<GuardedAnswer, { ok: true }>, 'durationMs' | 'ok'>;

let systemResolve: Resolve | null = null;

/**
 * The one way in which Stillup calls a URL that somebody else chose: webhooks, chat hooks, mail APIs, logos.
 * Guarded, pinned to the checked addresses, without redirects. Never rejects: being unreachable is data.
 */
export async function guardedRequest(request: GuardedRequest): Promise<GuardedAnswer> {
  const startedMs = performance.now();
  const durationMs = () => Math.round(performance.now() - startedMs);
  let wasSent = false;
  const failed = ({ fault, message, reason }: Failure): GuardedAnswer => {
    return { ok: false, fault, message, reason: reason ?? null, wasSent, durationMs: durationMs() };
  };
  if (request.signal?.aborted) return failed(cancelled);
  systemResolve ??= createResolver();
  const resolve = request.resolve ?? systemResolve;
  const pinned = await pinTarget(request.url, request.policy, resolve, request.timeoutMs);
  if (!pinned.ok) {
    if (pinned.reason !== 'dns')
      return failed({ fault: 'blocked', message: pinned.message, reason: pinned.reason });
    return failed(
      pinned.code === 'timeout' ? timeout(request.timeoutMs) : { fault: 'dns', message: pinned.message },
    );
  }
  if (request.signal?.aborted) return failed(cancelled);
  const leftMs = request.timeoutMs - durationMs();
  if (leftMs <= 0) return failed(timeout(request.timeoutMs));
  return new Promise((done) => {
    const call = new Call(request, pinned.target, pinned.addresses, {
      onSuccess: (success) => done({ ok: true, ...success, durationMs: durationMs() }),
      onFailure: (failure) => {
        wasSent = call.wasSent;
        done(failed(failure));
      },
    });
    call.start(leftMs);
  });
}

const cancelled: Failure = { fault: 'cancelled', message: 'The request was cancelled.' };

function timeout(timeoutMs: number): Failure {
  return { fault: 'timeout', message: `There was no complete answer within ${timeoutMs / 1000} s.` };
}

type CallEvents = { onSuccess: (success: Success) => void; onFailure: (failure: Failure) => void };

class Call {
  wasSent = false;
  private isOver = false;
  private readonly cleanups: (() => void)[] = [];

  constructor(
    private readonly request: GuardedRequest,
    private readonly target: Target,
    private readonly addresses: readonly PinnedAddress[],
    private readonly events: CallEvents,
  ) {}

  start(leftMs: number): void {
    const { signal, policy, timeoutMs } = this.request;
    const timer = setTimeout(() => this.fail(timeout(timeoutMs)), leftMs);
    this.cleanups.push(() => clearTimeout(timer));
    if (signal !== undefined) this.cleanups.push(onAbort(signal, () => this.fail(cancelled)));
    const dialled = dial(
      { addresses: this.addresses, port: this.target.port, policy, noDelay: true },
      {
        onConnect: (socket, address) => this.onConnect(socket, address),
        onFault: ({ code, message }) =>
          this.fail({ fault: code === 'EBLOCKED' ? 'blocked' : 'connect', message }),
      },
    );
    this.cleanups.push(dialled);
  }

  private onConnect(raw: Socket, address: PinnedAddress): void {
    this.cleanups.push(() => raw.destroy());
    if (!this.target.isTls) {
      this.send(raw, address);
      return;
    }
    const { hostname, literal } = this.target;
    const servername = literal === null ? hostname : '';
    const secure = tls.connect({ socket: raw, host: hostname, servername, ALPNProtocols: ['http/1.1'] });
    const onError = (error: Error) => this.fail({ fault: 'tls', message: error.message.trim() });
    raw.on('error', onError);
    secure.once('error', onError);
    secure.once('secureConnect', () => {
      secure.off('error', onError);
      if (!this.isOver) this.send(secure, address);
    });
  }

  private send(socket: Socket, address: PinnedAddress): void {
    const { method, headers = {}, body } = this.request;
    const bytes = body === undefined ? null : Buffer.from(body);
    const length = bytes === null ? {} : { 'content-length': String(bytes.length) };
    let outgoing: http.ClientRequest;
    try {
      outgoing = http.request({
        method,
        path: this.target.pathAndQuery,
        headers: { host: this.target.authority, ...headers, ...length, 'accept-encoding': 'identity' },
        createConnection: () => socket,
      });
    } catch (error) {
      this.fail({
        fault: 'invalid_request',
        message: error instanceof Error ? error.message : String(error),
      });
      return;
    }
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const isProtocol = error.code?.startsWith('HPE_') === true;
      this.fail({ fault: isProtocol ? 'protocol' : 'reset', message: error.message });
    });
    outgoing.on('upgrade', () => this.fail({ fault: 'protocol', message: 'The server switched protocols.' }));
    outgoing.on('response', (answer) => this.receive(answer, address));
    this.wasSent = true;
    outgoing.end(bytes ?? undefined);
  }

  private receive(answer: http.IncomingMessage, { address }: PinnedAddress): void {
    const pieces: Buffer[] = [];
    let bytes = 0;
    const finish = (isBodyCut: boolean) => {
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(answer.headers))
        headers[name] = [value ?? ''].flat().join(', ');
      const body = Buffer.concat(pieces).subarray(0, maxAnswerBytes).toString('utf8');
      this.succeed({ status: answer.statusCode ?? 0, headers, body, isBodyCut, remoteAddress: address });
    };
    answer.on('data', (piece: Buffer) => {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes > maxAnswerBytes) finish(true);
    });
    answer.on('end', () => finish(false));
    // The status has been said; a body that breaks off does not take it back.
    answer.on('error', () => finish(true));
  }

  private succeed(success: Success): void {
    if (this.close()) this.events.onSuccess(success);
  }

  private fail(failure: Failure): void {
    if (this.close()) this.events.onFailure(failure);
  }

  private close(): boolean {
    if (this.isOver) return false;
    this.isOver = true;
    for (const cleanup of this.cleanups) cleanup();
    return true;
  }
}
