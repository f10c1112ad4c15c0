import http from 'node:http';

export type Received = { method: string; path: string; headers: http.IncomingHttpHeaders; body: string };

export type Answer =
  | { status: number; headers?: Record<string, string>; body?: string }
  | 'hang'
  | 'reset'
  | 'reset_after_reading';

/** A real HTTP server that answers as it is told: one answer per request, the last one for all that follow. */
export async function startReceiver(...answers: Answer[]): Promise<{
  url: string;
  received: Received[];
  next: (...more: Answer[]) => void;
  stop: () => Promise<void>;
}> {
  const received: Received[] = [];
  let queue = answers;
  const server = http.createServer((request, response) => {
    const answer = queue.length > 1 ? queue.shift() : queue[0];
    if (answer === 'reset') return void request.socket.resetAndDestroy();
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      received.push({
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(pieces).toString('utf8'),
      });
      if (answer === 'hang') return;
      if (answer === 'reset_after_reading') return void request.socket.resetAndDestroy();
      response.writeHead(answer?.status ?? 200, answer?.headers);
      response.end(answer?.body ?? '');
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    next: (...more) => {
      queue = more;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}
