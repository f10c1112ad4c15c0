import net from 'node:net';
import { checkAddress, type GuardPolicy } from '@/lib/net/guard';
import type { PinnedAddress } from '@/lib/net/rules/parse-target';

export type DialFault = { code: string; message: string };

export type DialRequest = {
  /** Checked by the guard already. Order does not matter: families are interleaved, IPv6 first. */
  addresses: readonly PinnedAddress[];
  port: number;
  policy: GuardPolicy;
  /** Needed for more than one write in a row; a lone small write is not held back anyway and saves a system call. */
  noDelay: boolean;
  /** Where given, bytes go to this callback and not through the socket's stream. */
  onread?: net.OnReadOpts;
};

export type DialHandlers = {
  onConnect: (socket: net.Socket, address: PinnedAddress) => void;
  onFault: (fault: DialFault) => void;
};

/** Calls exactly one handler once, unless cancelled by the function it gives back. */
export type Dial = (request: DialRequest, handlers: DialHandlers) => () => void;

/** RFC 8305 says 250 ms between attempts; a dead IPv6 route costs no more than this. */
export const attemptDelayMs = 250;

const ignore = () => {};

/**
 * Connects to one of the pinned addresses, by happy eyeballs where there are several. Who answers is compared with
 * what was pinned once more after the connection stands.
 */
export const dial: Dial = (request, handlers) => {
  const [only] = request.addresses;
  if (only !== undefined && request.addresses.length === 1) return dialOne(request, only, handlers);
  return dialMany(request, handlers);
};

function dialOne(request: DialRequest, pinned: PinnedAddress, handlers: DialHandlers): () => void {
  const socket = net.connect(connectOptions(request, pinned));
  const onError = (error: NodeJS.ErrnoException) => handlers.onFault(faultOf(error));
  socket.on('error', onError);
  socket.on('connect', () => {
    socket.off('error', onError);
    settle(socket, pinned, request, handlers);
  });
  return () => {
    socket.off('error', onError);
    discard(socket);
  };
}

function dialMany(request: DialRequest, handlers: DialHandlers): () => void {
  const queue = interleave(request.addresses);
  const open = new Set<net.Socket>();
  let next = 0;
  let timer: NodeJS.Timeout | null = null;
  let isOver = false;

  const finish = (winner: net.Socket | null) => {
    isOver = true;
    if (timer !== null) clearTimeout(timer);
    for (const socket of open) {
      if (socket !== winner) discard(socket);
    }
    open.clear();
  };

  const attempt = () => {
    const pinned = queue[next];
    if (pinned === undefined) return;
    next += 1;
    const socket = net.connect(connectOptions(request, pinned));
    open.add(socket);
    const onError = (error: NodeJS.ErrnoException) => {
      open.delete(socket);
      if (isOver) return;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (next < queue.length) attempt();
      else if (open.size === 0) {
        finish(null);
        handlers.onFault(faultOf(error));
      }
    };
    socket.once('error', onError);
    socket.once('connect', () => {
      if (isOver) return;
      socket.off('error', onError);
      finish(socket);
      settle(socket, pinned, request, handlers);
    });
    if (next < queue.length) timer = setTimeout(attempt, attemptDelayMs);
  };

  attempt();
  return () => {
    if (!isOver) finish(null);
  };
}

function settle(
  socket: net.Socket,
  pinned: PinnedAddress,
  request: DialRequest,
  handlers: DialHandlers,
): void {
  const fault = peerFault(socket, pinned, request.policy);
  if (fault === null) {
    handlers.onConnect(socket, pinned);
    return;
  }
  discard(socket);
  handlers.onFault(fault);
}

function discard(socket: net.Socket): void {
  socket.on('error', ignore);
  socket.destroy();
}

function faultOf(error: NodeJS.ErrnoException): DialFault {
  return { code: error.code ?? 'UNKNOWN', message: error.message };
}

function connectOptions(request: DialRequest, pinned: PinnedAddress): net.TcpNetConnectOpts {
  const options: net.TcpNetConnectOpts = {
    host: pinned.address,
    port: request.port,
    family: pinned.family,
    noDelay: request.noDelay,
    autoSelectFamily: false,
  };
  if (request.onread !== undefined) options.onread = request.onread;
  return options;
}

function peerFault(socket: net.Socket, pinned: PinnedAddress, policy: GuardPolicy): DialFault | null {
  const peer = socket.remoteAddress;
  if (peer === pinned.address) return null;
  if (peer === undefined) return { code: 'ECONNRESET', message: 'The connection was closed at once.' };
  const refusal = checkAddress(peer, policy);
  return refusal === null ? null : { code: 'EBLOCKED', message: refusal.message };
}

function interleave(addresses: readonly PinnedAddress[]): PinnedAddress[] {
  const six = addresses.filter(({ family }) => family === 6);
  const four = addresses.filter(({ family }) => family === 4);
  const mixed: PinnedAddress[] = [];
  for (let index = 0; index < Math.max(six.length, four.length); index += 1) {
    for (const address of [six[index], four[index]]) if (address !== undefined) mixed.push(address);
  }
  return mixed;
}
