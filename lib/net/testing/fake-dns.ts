import dgram from 'node:dgram';

export type DnsReply =
  | { kind: 'addresses'; v4: readonly string[]; v6?: readonly string[] }
  | { kind: 'rcode'; code: number }
  | { kind: 'cname'; to: string }
  | { kind: 'txt'; values: readonly string[] }
  | { kind: 'silence' };

export type FakeDns = { server: string; questions: string[]; close: () => Promise<void> };

/** A name server over UDP (RFC 1035) that says what it is told, and remembers what it was asked. */
export async function startFakeDns(
  reply: (name: string, type: string) => DnsReply | Promise<DnsReply>,
): Promise<FakeDns> {
  const socket = dgram.createSocket('udp4');
  const questions: string[] = [];
  socket.on('message', async (query, peer) => {
    const { name, type, end } = readQuestion(query);
    const typeName = typeNames.get(type) ?? String(type);
    questions.push(`${typeName} ${name}`);
    const answer = answerTo(await reply(name, typeName), type);
    if (answer === null) return;
    const header = Buffer.alloc(12);
    query.copy(header, 0, 0, 2);
    header.writeUInt16BE(0x8180 | answer.rcode, 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(answer.records.length, 6);
    socket.send(Buffer.concat([header, query.subarray(12, end), ...answer.records]), peer.port, peer.address);
  });
  await new Promise<void>((ready) => socket.bind(0, '127.0.0.1', ready));
  return {
    server: `127.0.0.1:${socket.address().port}`,
    questions,
    close: () => new Promise((closed) => socket.close(() => closed())),
  };
}

const typeNames = new Map([
  [1, 'A'],
  [5, 'CNAME'],
  [16, 'TXT'],
  [28, 'AAAA'],
]);

function readQuestion(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function answerTo(reply: DnsReply, type: number): { rcode: number; records: Buffer[] } | null {
  switch (reply.kind) {
    case 'silence':
      return null;
    case 'rcode':
      return { rcode: reply.code, records: [] };
    case 'cname':
      return { rcode: 0, records: [record(5, encodeName(reply.to))] };
    case 'txt':
      return { rcode: 0, records: type === 16 ? reply.values.map(recordOfText) : [] };
    case 'addresses':
      if (type !== 1 && type !== 28) return { rcode: 0, records: [] };
      return { rcode: 0, records: type === 28 ? (reply.v6 ?? []).map(recordOfV6) : reply.v4.map(recordOfV4) };
  }
}

function record(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(3600, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function recordOfV4(address: string): Buffer {
  return record(1, Buffer.from(address.split('.').map(Number)));
}

/** In strings of at most 255 bytes, as a zone holds a longer one. */
function recordOfText(text: string): Buffer {
  const bytes = Buffer.from(text);
  const strings: Buffer[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += 255) {
    const part = bytes.subarray(at, at + 255);
    strings.push(Buffer.from([part.length]), part);
  }
  return record(16, Buffer.concat(strings));
}

/** Takes all eight groups written out. */
function recordOfV6(address: string): Buffer {
  const groups = address.split(':').map((group) => Number.parseInt(group, 16));
  return record(28, Buffer.from(groups.flatMap((group) => [group >> 8, group & 255])));
}

function encodeName(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)]));
  return Buffer.concat([...labels, Buffer.from([0])]);
}
