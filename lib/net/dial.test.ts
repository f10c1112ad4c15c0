import net, { type AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type DialFault, type DialRequest, dial } from '@/lib/net/dial';
import type { PinnedAddress } from '@/lib/net/rules/parse-target';
import { holdTime } from '@/lib/net/testing/held-time';

const policy = { privateTargets: 'allow', ownHosts: [] } as const;
const here: PinnedAddress = { address: '127.0.0.1', family: 4 };
const deadV6: PinnedAddress = { address: '2001:db8::1', family: 6 };

let server: net.Server;
let port: number;
beforeEach(async () => {
  server = net.createServer((socket) => socket.on('error', () => socket.destroy()));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  server.close();
});

type Result = { kind: 'connected'; address: string } | { kind: 'fault'; fault: DialFault };

function dialled(request: Partial<DialRequest>): Promise<Result> {
  return new Promise((done) => {
    dial(
      { addresses: [here], port, policy, noDelay: true, ...request },
      {
        onConnect: (socket, { address }) => {
          socket.destroy();
          done({ kind: 'connected', address });
        },
        onFault: (fault) => done({ kind: 'fault', fault }),
      },
    );
  });
}

function blackHole(family: number) {
  const connect = net.connect;
  return vi
    .spyOn(net, 'connect')
    .mockImplementation(((options: net.TcpNetConnectOpts) =>
      options.family === family ? new net.Socket() : connect(options)) as typeof net.connect);
}

test('a dead IPv6 route costs 250 ms', async () => {
  holdTime();
  const connects = blackHole(6);
  const connected = dialled({ addresses: [here, deadV6] });
  vi.advanceTimersByTime(249);
  expect(connects).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(connects).toHaveBeenCalledTimes(2);
  expect(await connected).toEqual({ kind: 'connected', address: '127.0.0.1' });
});

test('an address that refuses is left at once for the next', async () => {
  const refusing: PinnedAddress = { address: '::1', family: 6 };
  holdTime();
  expect(await dialled({ addresses: [refusing, here] })).toMatchObject({ kind: 'connected' });
});

test('the fault is told once every address has failed', async () => {
  const elsewhere: PinnedAddress = { address: '127.0.0.2', family: 4 };
  server.close();
  expect(await dialled({ addresses: [here, elsewhere] })).toMatchObject({ fault: { code: 'ECONNREFUSED' } });
  expect(await dialled({ addresses: [here] })).toMatchObject({ fault: { code: 'ECONNREFUSED' } });
});

test('a peer that is not the pinned one is hung up on when the policy denies it', async () => {
  const connect = net.connect;
  vi.spyOn(net, 'connect').mockImplementation(((options: net.TcpNetConnectOpts) =>
    connect({ ...options, host: '127.0.0.1' })) as typeof net.connect);
  const pinned: PinnedAddress = { address: '93.184.216.34', family: 4 };
  const denied = { privateTargets: 'deny', ownHosts: [] } as const;
  expect(await dialled({ addresses: [pinned], policy: denied })).toMatchObject({
    fault: { code: 'EBLOCKED' },
  });
});

test('a cancelled dial says nothing any more', async () => {
  blackHole(6);
  const handlers = { onConnect: vi.fn(), onFault: vi.fn() };
  const accepted = new Promise((done) => server.once('connection', done));
  dial(
    { addresses: [deadV6, { ...deadV6, address: '2001:db8::2' }], port, policy, noDelay: true },
    handlers,
  )();
  dial({ addresses: [here], port, policy, noDelay: true }, handlers)();
  await dialled({});
  await accepted;
  expect(handlers.onConnect).not.toHaveBeenCalled();
  expect(handlers.onFault).not.toHaveBeenCalled();
});
