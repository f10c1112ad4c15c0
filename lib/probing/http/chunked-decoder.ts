type State = 'size' | 'extension' | 'size_lf' | 'data' | 'data_cr' | 'data_lf' | 'trailer';

const carriageReturn = 13;
const lineFeed = 10;
const maxSizeDigits = 12;
/** Extensions and trailers are read past, but not for ever. */
const maxOverheadBytes = 16 * 1024;

/** The chunked transfer coding of RFC 9112, section 7.1; extensions and trailers are skipped. */
export class ChunkedDecoder {
  fault = '';
  private state: State = 'size';
  private size = 0;
  private digits = 0;
  private overheadBytes = 0;
  private trailerLineBytes = 0;

  /** Hands every run of data to `onData`, as a view of `chunk`. */
  push(chunk: Buffer, onData: (piece: Buffer) => void): 'more' | 'done' | 'malformed' {
    let at = 0;
    while (at < chunk.length) {
      if (this.state === 'data') {
        const end = Math.min(chunk.length, at + this.size);
        onData(chunk.subarray(at, end));
        this.size -= end - at;
        at = end;
        if (this.size === 0) this.state = 'data_cr';
        continue;
      }
      const step = this.readByte(chunk[at] ?? 0);
      at += 1;
      if (step !== 'more') return step;
    }
    return 'more';
  }

  private readByte(byte: number): 'more' | 'done' | 'malformed' {
    switch (this.state) {
      case 'size':
        return this.readSize(byte);
      case 'extension':
        this.overheadBytes += 1;
        if (this.overheadBytes > maxOverheadBytes) return this.malformed('The chunk extensions do not end.');
        if (byte === lineFeed) return this.malformed('A chunk size is not ended by CRLF.');
        if (byte === carriageReturn) this.state = 'size_lf';
        return 'more';
      case 'size_lf':
        if (byte !== lineFeed) return this.malformed('A chunk size is not ended by CRLF.');
        this.state = this.size === 0 ? 'trailer' : 'data';
        this.digits = 0;
        return 'more';
      case 'data_cr':
        if (byte !== carriageReturn) return this.malformed('A chunk is longer than it said.');
        this.state = 'data_lf';
        return 'more';
      case 'data_lf':
        if (byte !== lineFeed) return this.malformed('A chunk is longer than it said.');
        this.state = 'size';
        return 'more';
      case 'trailer':
        return this.readTrailer(byte);
      case 'data':
        return 'more';
    }
  }

  private readSize(byte: number): 'more' | 'malformed' {
    const digit = hexDigit(byte);
    if (digit !== -1) {
      this.digits += 1;
      if (this.digits > maxSizeDigits) return this.malformed('A chunk size is too large.');
      this.size = this.size * 16 + digit;
      return 'more';
    }
    if (this.digits === 0) return this.malformed('A chunk size is not a hexadecimal number.');
    if (byte === carriageReturn) this.state = 'size_lf';
    else if (byte === 0x3b || byte === 0x20 || byte === 0x09) this.state = 'extension';
    else return this.malformed('A chunk size is not a hexadecimal number.');
    return 'more';
  }

  private readTrailer(byte: number): 'more' | 'done' | 'malformed' {
    this.overheadBytes += 1;
    if (this.overheadBytes > maxOverheadBytes) return this.malformed('The trailers do not end.');
    if (byte === lineFeed) {
      if (this.trailerLineBytes === 0) return 'done';
      this.trailerLineBytes = 0;
    } else if (byte !== carriageReturn) this.trailerLineBytes += 1;
    return 'more';
  }

  private malformed(message: string): 'malformed' {
    this.fault = message;
    return 'malformed';
  }
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
