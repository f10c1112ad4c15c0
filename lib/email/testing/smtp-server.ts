import net from 'node:net';

export type Letter = { from: string; to: string[]; data: string; user: string | null };

/** What the server says in place of its friendly answer: by verb, or for one recipient. */
export type Answers = {
  greeting?: string;
  auth?: string;
  mail?: string;
  rcpt?: (address: string) => string | undefined;
  data?: string;
  endOfData?: string;
};

/** Speaks enough of RFC 5321 and AUTH PLAIN (RFC 4954) to take mail, and to refuse it at any point. */
export async function startSmtpServer(
  answers: Answers = {},
): Promise<{ url: (user?: string) => string; letters: Letter[]; stop: () => Promise<void> }> {
  const letters: Letter[] = [];
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    converse(socket, answers, letters);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: (user) => `smtp://${user === undefined ? '' : `${user}:pass@`}127.0.0.1:${port}?ignoreTLS=true`,
    letters,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

function converse(socket: net.Socket, answers: Answers, letters: Letter[]): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let letter: Letter = { from: '', to: [], data: '', user: null };
  let user: string | null = null;
  let isData = false;
  let buffer = '';

  const onCommand = (line: string) => {
    const verb = line.slice(0, 4).toUpperCase();
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    if (verb === 'EHLO') return say('250-test greets you\r\n250-AUTH PLAIN\r\n250 8BITMIME');
    if (verb === 'AUTH') {
      user =
        Buffer.from(line.split(' ')[2] ?? '', 'base64')
          .toString()
          .split('\0')[1] ?? null;
      return say(answers.auth ?? '235 2.7.0 Accepted');
    }
    if (verb === 'MAIL') {
      letter = { from: address, to: [], data: '', user };
      return say(answers.mail ?? '250 2.1.0 Ok');
    }
    if (verb === 'RCPT') {
      const refusal = answers.rcpt?.(address);
      if (refusal === undefined) letter.to.push(address);
      return say(refusal ?? '250 2.1.5 Ok');
    }
    if (verb === 'DATA') {
      isData = answers.data === undefined;
      return say(answers.data ?? '354 End with <CR><LF>.<CR><LF>');
    }
    if (verb === 'QUIT') {
      say('221 2.0.0 Bye');
      return socket.end();
    }
    return say(verb === 'RSET' || verb === 'NOOP' ? '250 Ok' : '502 5.5.2 What?');
  };

  say(answers.greeting ?? '220 test ESMTP');
  socket.on('data', (piece) => {
    buffer += piece.toString('utf8');
    for (;;) {
      const end = buffer.indexOf(isData ? '\r\n.\r\n' : '\r\n');
      if (end === -1) return;
      const part = buffer.slice(0, end);
      buffer = buffer.slice(end + (isData ? 5 : 2));
      if (!isData) onCommand(part);
      else {
        isData = false;
        if (answers.endOfData === undefined)
          letters.push({ ...letter, data: part.replaceAll('\r\n..', '\r\n.') });
        say(answers.endOfData ?? '250 2.0.0 Ok: queued as 4711');
      }
    }
  });
}
