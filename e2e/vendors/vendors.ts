import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { discord } from './discord';
import { googleChat } from './google-chat';
import { pagerduty } from './pagerduty';
import { slack } from './slack';
import { teams } from './teams';
import { telegram } from './telegram';
import type { Shown, Vendor } from './vendor';
import { vendorsPage } from './vendors-page';
import { whatsapp } from './whatsapp';

/** What one vendor got. `shown` is null where it refused the request. */
export type VendorMessage = {
  at: string;
  vendor: string;
  method: string;
  path: string;
  status: number;
  answer: string;
  body: string;
  shown: Shown | null;
};

export type RunningVendors = {
  url: string;
  port: number;
  /** The oldest first. */
  messages: () => readonly VendorMessage[];
  close: () => Promise<void>;
};

const maxMessages = 2000;

/**
 * The vendors of channels as one local server, each below its own path (`/slack`, `/discord` …): for the demo and for
 * end-to-end tests. They take what the real ones would take, refuse what those would refuse, and show what they got
 * at `/`, or as JSON at `/messages`.
 */
export async function startVendors({ port = 0, host = '127.0.0.1' } = {}): Promise<RunningVendors> {
  const vendors = new Map<string, Vendor>([
    ['slack', slack()],
    ['discord', discord()],
    ['telegram', telegram()],
    ['google-chat', googleChat()],
    ['teams', teams()],
    ['pagerduty', pagerduty()],
    ['whatsapp', whatsapp()],
  ]);
  const messages: VendorMessage[] = [];
  const server = http.createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  // Longer than whoever asks again and again leaves a connection idle: none is closed while a request is on its way to it.
  server.keepAliveTimeout = 65_000;

  async function handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://vendors');
    if (url.pathname === '/messages') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ data: messages }));
      return;
    }
    const [, name = '', path = '/'] = /^\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
    const vendor = vendors.get(name);
    if (vendor === undefined) {
      response.writeHead(url.pathname === '/' ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
      response.end(url.pathname === '/' ? vendorsPage(messages) : 'Not found');
      return;
    }
    const body = await bodyOf(request);
    const method = request.method ?? '';
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([key, value]) => [key, [value ?? ''].flat().join(', ')]),
    );
    const reply = vendor.answer({ method, path, query: url.searchParams, headers, body });
    messages.push({
      at: new Date().toISOString(),
      vendor: vendor.name,
      method,
      path,
      status: reply.status,
      answer: reply.body,
      body,
      shown: reply.shown ?? null,
    });
    if (messages.length > maxMessages) messages.shift();
    response.writeHead(reply.status, reply.headers);
    response.end(reply.status === 204 ? undefined : reply.body);
  }

  await new Promise<void>((ready, failed) => {
    server.once('error', failed);
    server.listen(port, host, ready);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://${host}:${bound}`,
    port: bound,
    messages: () => messages,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: http.IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}
