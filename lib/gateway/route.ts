import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Origin } from '@/lib/gateway/rules/forwarded';

export type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  /** The path without its query, undecoded. */
  path: string;
  origin: Origin;
  requestId: string;
};

/** What the gateway answers by itself. Routes are asked in order; the first that matches has the request. */
export type GatewayRoute = {
  name: string;
  matches: (path: string, method: string, exchange: Exchange) => boolean;
  handle: (exchange: Exchange) => void | Promise<void>;
};
