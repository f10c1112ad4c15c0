import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Behaviour, behaviourInput, react } from './behaviours';

export type RecordedHook = {
  received_at: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  /** As it was received, byte for byte, when it is UTF-8. */
  body: string;
};

export type RunningTarget = {
  url: string;
  port: number;
  /** As `POST /__control`, for callers in the same process. */
  tell: (input: unknown) => void;
  hooks: (name: string) => readonly RecordedHook[];
  requestCount: () => number;
  close: () => Promise<void>;
};

const maxBodyBytes = 1024 * 1024;
const maxRecords = 10_000;

/**
 * A site and a webhook receiver that do as they are told, for end-to-end tests, the demo and by hand.
 * Any path answers 200 `ok`; `POST /__control` changes that (see `behaviourInput`), `DELETE /__control` undoes it;
 * `/hook/<name>` records what is sent to it, `GET` lists the records and `DELETE` drops them.
 */
export async function startTarget({ port = 0, host = '127.0.0.1' } = {}): Promise<RunningTarget> {
  const state = new TargetState();
  const server = http.createServer((request, response) => {
    // A caller that goes away in the middle is no fault of the target.
    state.handle(request, response).catch(() => response.destroy());
  });
  // Longer than whoever asks again and again leaves a connection idle: none is closed while a request is on its way to it.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((ready, failed) => {
    server.once('error', failed);
    server.listen(port, host, ready);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    port: bound,
    tell: (input) => state.tell(input),
    hooks: (name) => state.hooks.get(name) ?? [],
    requestCount: () => state.requests,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

class TargetState {
  requests = 0;
  readonly hooks = new Map<string, RecordedHook[]>();
  private readonly behaviours = new Map<string, Behaviour>();

  tell(input: unknown): Behaviour {
    const behaviour = behaviourInput.parse(input);
    this.behaviours.set(behaviour.path, behaviour);
    return behaviour;
  }

  async handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (path === '/__control') return this.control(request, response);
    const hook = /^\/hook\/([\w.-]{1,128})$/.exec(path)?.[1];
    if (hook !== undefined && request.method === 'GET')
      return json(response, 200, { data: this.hooks.get(hook) ?? [] });
    if (hook !== undefined && request.method === 'DELETE') {
      this.hooks.delete(hook);
      return json(response, 200, { data: [] });
    }
    this.requests += 1;
    if (hook !== undefined) this.record(hook, path, request, await readBody(request));
    else request.resume();
    this.answer(path, request, response);
  }

  private answer(path: string, request: http.IncomingMessage, response: http.ServerResponse): void {
    const reaction = react(this.takeBehaviour(path), Date.now());
    if (reaction.kind === 'hang') return;
    if (reaction.kind === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    const send = () => {
      const length = Buffer.byteLength(reaction.body);
      const headers = {
        'content-type': 'text/plain; charset=utf-8',
        'content-length': length,
        ...reaction.headers,
      };
      response.writeHead(reaction.status, headers);
      response.end(request.method === 'HEAD' ? undefined : reaction.body);
    };
    if (reaction.delayMs > 0) setTimeout(send, reaction.delayMs);
    else send();
  }

  private takeBehaviour(path: string): Behaviour | undefined {
    const key = this.behaviours.has(path) ? path : '*';
    const behaviour = this.behaviours.get(key);
    if (behaviour?.times === undefined) return behaviour;
    if (behaviour.times <= 1) this.behaviours.delete(key);
    else this.behaviours.set(key, { ...behaviour, times: behaviour.times - 1 });
    return behaviour;
  }

  private record(name: string, path: string, request: http.IncomingMessage, body: string): void {
    const records = this.hooks.get(name) ?? [];
    this.hooks.set(name, records);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([key, value]) => [key, [value ?? ''].flat().join(', ')]),
    );
    records.push({
      received_at: new Date().toISOString(),
      method: request.method ?? '',
      path,
      headers,
      body,
    });
    if (records.length > maxRecords) records.shift();
  }

  private async control(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    if (request.method === 'DELETE') this.behaviours.clear();
    else if (request.method === 'POST') {
      try {
        this.tell(JSON.parse(await readBody(request)));
      } catch (error) {
        return json(response, 422, { error: error instanceof Error ? error.message : String(error) });
      }
    }
    json(response, 200, { data: [...this.behaviours.values()], requests: this.requests });
  }
}

async function readBody(request: http.IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes <= maxBodyBytes) pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function json(response: http.ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}
