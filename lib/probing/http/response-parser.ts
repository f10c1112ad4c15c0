import { maxBodyBytes } from '@/lib/probing/constants';
import { ChunkedDecoder } from '@/lib/probing/http/chunked-decoder';
import { parseHead, type ResponseHead } from '@/lib/probing/rules/parse-head';

export type ParseFault = {
  cause:
    | 'protocol_error'
    | 'header_overflow'
    | 'informational_overflow'
    | 'body_malformed'
    | 'connection_closed';
  message: string;
};

export type ParseStep = 'more' | 'done' | ParseFault;

export type ParserOptions = {
  isHeadRequest: boolean;
  /** How many bytes of the body are worth keeping, asked once the status is known. */
  bytesToKeep: (status: number) => number;
};

/** Node's own limit is 16 KiB and curl's 300 KiB. */
export const maxHeadBytes = 32 * 1024;
const maxInformational = 10;
const headEnd = Buffer.from('\r\n\r\n');
const startOfStatusLine = Buffer.from('HTTP/1.');
const nothing = Buffer.alloc(0);

/**
 * One HTTP/1.1 response (RFC 9112), strict where a lenient reader would be fooled. Bytes given to `push` may be
 * overwritten afterwards: what is kept is copied. At most 1 MiB of a body is read; `done` is said at that point.
 */
export class ResponseParser {
  head: ResponseHead | null = null;
  bodyBytes = 0;
  isBodyCut = false;
  private readonly options: ParserOptions;
  private pending: Buffer = nothing;
  private informational = 0;
  private wireBytes = 0;
  private bytesLeft = Number.POSITIVE_INFINITY;
  private chunked: ChunkedDecoder | null = null;
  private toKeep = 0;
  private readonly kept: Buffer[] = [];

  constructor(options: ParserOptions) {
    this.options = options;
  }

  get body(): Buffer {
    const [only] = this.kept;
    if (only === undefined) return nothing;
    return this.kept.length === 1 ? only : Buffer.concat(this.kept);
  }

  push(chunk: Buffer): ParseStep {
    return this.head === null ? this.readHead(chunk) : this.readBody(chunk);
  }

  /** The peer has closed its side. */
  end(): ParseStep {
    if (this.head === null) {
      const message =
        this.pending.length === 0 ? 'closed without an answer' : 'closed in the middle of the header';
      return { cause: 'connection_closed', message: `The connection was ${message}.` };
    }
    if (this.chunked === null && this.bytesLeft === Number.POSITIVE_INFINITY) return 'done';
    return { cause: 'connection_closed', message: 'The connection was closed before the body was complete.' };
  }

  private readHead(chunk: Buffer): ParseStep {
    let data = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    let searchFrom = Math.max(0, this.pending.length - 3);
    this.pending = nothing;
    while (true) {
      const fault = unlikeHttp(data);
      if (fault !== null) return fault;
      const end = data.indexOf(headEnd, searchFrom);
      if ((end === -1 ? data.length : end) > maxHeadBytes) {
        return { cause: 'header_overflow', message: `The header is larger than ${maxHeadBytes} bytes.` };
      }
      if (end === -1) {
        this.pending = Buffer.from(data);
        return 'more';
      }
      const head = parseHead(data.toString('latin1', 0, end));
      if (!head.ok) return head.fault;
      const rest = data.subarray(end + 4);
      if (head.value.status >= 200) return this.startBody(head.value, rest);
      this.informational += 1;
      if (head.value.status === 101)
        return protocolError('The server switched protocols without being asked.');
      if (this.informational > maxInformational) {
        return { cause: 'informational_overflow', message: 'The server sends 1xx responses without end.' };
      }
      if (rest.length === 0) return 'more';
      data = rest;
      searchFrom = 0;
    }
  }

  private startBody(head: ResponseHead, rest: Buffer): ParseStep {
    this.head = head;
    const hasNoBody = this.options.isHeadRequest || head.status === 204 || head.status === 304;
    if (hasNoBody) return 'done';
    this.toKeep = Math.min(this.options.bytesToKeep(head.status), maxBodyBytes);
    if (head.framing === 'chunked') this.chunked = new ChunkedDecoder();
    else if (head.framing !== 'until_close') this.bytesLeft = head.framing;
    if (this.bytesLeft === 0) return 'done';
    return rest.length === 0 ? 'more' : this.readBody(rest);
  }

  private readBody(chunk: Buffer): ParseStep {
    const room = maxBodyBytes - this.wireBytes;
    this.wireBytes += chunk.length;
    const isOverCap = chunk.length > room;
    const data = isOverCap ? chunk.subarray(0, room) : chunk;
    if (this.chunked !== null) {
      const step = this.chunked.push(data, (piece) => this.keep(piece));
      if (step === 'malformed') return { cause: 'body_malformed', message: this.chunked.fault };
      if (step === 'done') return 'done';
    } else {
      const piece = data.length > this.bytesLeft ? data.subarray(0, this.bytesLeft) : data;
      this.keep(piece);
      this.bytesLeft -= piece.length;
      if (this.bytesLeft === 0) return 'done';
    }
    if (this.wireBytes < maxBodyBytes) return 'more';
    this.isBodyCut = true;
    return 'done';
  }

  private keep(piece: Buffer): void {
    this.bodyBytes += piece.length;
    if (this.toKeep === 0) return;
    const copy = Buffer.from(piece.length > this.toKeep ? piece.subarray(0, this.toKeep) : piece);
    this.toKeep -= copy.length;
    this.kept.push(copy);
  }
}

function protocolError(message: string): ParseFault {
  return { cause: 'protocol_error', message };
}

function unlikeHttp(data: Buffer): ParseFault | null {
  const length = Math.min(data.length, startOfStatusLine.length);
  if (data.compare(startOfStatusLine, 0, length, 0, length) === 0) return null;
  return protocolError('The answer does not begin with an HTTP/1.x status line.');
}
