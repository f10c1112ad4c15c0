import http from 'node:http';
import https from 'node:https';
import type { CallResult } from '@/inngest/engine/rules/interpret';
import { readAnswer } from '@/inngest/engine/rules/read-answer';
import { canonicalJson, isSignedBy, signBody } from '@/inngest/engine/signing';
import type { QueueItem } from '@/inngest/engine/store';

const maxAnswerBytes = 16 * 1024 * 1024;
const maxCallMs = 2 * 3_600_000;

export type FunctionCall = {
  url: string;
  item: Pick<QueueItem, 'id' | 'runId' | 'stepId' | 'leaseId'>;
  payload: unknown;
  signingKey: string | null;
  nowMs: number;
};

/**
 * One call request. A step may take long, so there is no time-out but that of two hours; whoever dies meanwhile closes
 * the connection, and that is an answer too. Never rejects. The address is one that an app registered, which takes the
 * signing key, so it is not a stranger's and may be local.
 */
export function callFunction(call: FunctionCall, signal: AbortSignal): Promise<CallResult> {
  const url = new URL(call.url);
  url.searchParams.set('stepId', call.item.stepId);
  const body = canonicalJson(call.payload);
  return new Promise((resolve) => {
    let isTaken = false;
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method: 'POST',
      // A connection of its own, so that a broken one says whether the call had been taken.
      agent: false,
      signal,
      timeout: maxCallMs,
      headers: headersOf(call, body),
    });
    request.on('socket', (socket) => {
      const taken = () => {
        isTaken = true;
      };
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', taken);
    });
    request.on('timeout', () => request.destroy(new Error('no answer within two hours')));
    request.on('error', ({ message }) => resolve({ kind: isTaken ? 'lost' : 'refused', message }));
    request.on('response', (response) => void collect(response, call).then(resolve));
    request.end(body);
  });
}

function headersOf(call: FunctionCall, body: string): http.OutgoingHttpHeaders {
  const common = {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'X-Inngest-Req-Version': '2',
    'X-Inngest-Step-Id': call.item.stepId,
    'X-Inngest-Job-Id': call.item.id,
    'X-Request-Id': call.item.leaseId,
    'X-Run-Id': call.item.runId,
    'X-Inngest-Server-Kind': call.signingKey === null ? 'dev' : 'cloud',
  };
  if (call.signingKey === null) return common;
  return { ...common, 'X-Inngest-Signature': signBody(body, call.signingKey, Math.floor(call.nowMs / 1000)) };
}

async function collect(response: http.IncomingMessage, call: FunctionCall): Promise<CallResult> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxAnswerBytes) {
        response.destroy();
        return tooLarge;
      }
      chunks.push(chunk);
    }
  } catch (error) {
    return { kind: 'lost', message: error instanceof Error ? error.message : String(error) };
  }
  const text = Buffer.concat(chunks).toString('utf8');
  const { statusCode: status = 0, headers } = response;
  const signature = headers['x-inngest-signature'];
  const isProven = call.signingKey === null || isSignedBy(text, signature, call.signingKey, call.nowMs);
  // Whoever cannot sign is not the app: it may have been replaced by something else on its port.
  if (status >= 200 && status < 300 && !isProven)
    return { kind: 'lost', message: 'the answer is not signed' };
  return readAnswer({ status, headers, text }, call.nowMs);
}

const tooLarge: CallResult = {
  kind: 'answered',
  status: 500,
  isRetryRefused: true,
  retryAfterMs: null,
  body: 'The answer is larger than 16 MiB.',
};
