import { checkAddresses } from '@/lib/net/guard';
import { onAbort } from '@/lib/net/on-abort';
import type { PinnedAddress, Refusal } from '@/lib/net/rules/parse-target';
import {
  type AssertionSeverity,
  type FailureCause,
  maxBodyBytes,
  maxEvidenceBodyBytes,
  maxRedirects,
} from '@/lib/probing/constants';
import { evidenceOf } from '@/lib/probing/http/evidence';
import { Exchange, type ExchangeResult, type Received } from '@/lib/probing/http/exchange';
import { decodeBody, inflatableEncoding, inflateCapped } from '@/lib/probing/http/read-body';
import type { Probe, ProbeIo, ProbeOutcome } from '@/lib/probing/probe';
import { judgeResponse, readsBody } from '@/lib/probing/rules/judge-response';
import { causeOfResolution, causeOfTimeout } from '@/lib/probing/rules/name-cause';
import { type ResponseHead, readHeader } from '@/lib/probing/rules/parse-head';
import { type Hop, isRedirect, nextHop, requestHead } from '@/lib/probing/rules/request-text';
import { isStatusAccepted } from '@/lib/probing/rules/status-codes';
import type { HttpSpec } from '@/lib/probing/schema';
import { Stopwatch } from '@/lib/probing/stopwatch';

/** HTTP/1.1 over a fresh connection for each hop, redirects followed by hand, one deadline over all of it. */
export const probeHttp: Probe<HttpSpec> = (spec, io, timeoutMs) =>
  new Promise((done) => new HttpAttempt(spec, io, timeoutMs, done).start());

type Severity = AssertionSeverity | 'unknown';
const dayMs = 86_400_000;

class HttpAttempt {
  private readonly spec: HttpSpec;
  private readonly io: ProbeIo;
  private readonly timeoutMs: number;
  private readonly done: (outcome: ProbeOutcome) => void;
  private readonly watch: Stopwatch;
  private readonly readsBody: boolean;
  private readonly redirects: string[] = [];
  private url: string;
  private exchange: Exchange | null = null;
  private timer: NodeJS.Timeout | null = null;
  private offAbort: (() => void) | null = null;
  private isOver = false;

  constructor(spec: HttpSpec, io: ProbeIo, timeoutMs: number, done: (outcome: ProbeOutcome) => void) {
    this.spec = spec;
    this.io = io;
    this.timeoutMs = timeoutMs;
    this.done = done;
    this.watch = new Stopwatch(io.monotonicMs);
    this.readsBody = readsBody(spec);
    this.url = spec.url;
  }

  start(): void {
    const { signal } = this.io;
    if (signal !== null) {
      if (signal.aborted) {
        this.fail('cancelled', 'The check was cancelled.');
        return;
      }
      this.offAbort = onAbort(signal, () => this.fail('cancelled', 'The check was cancelled.'));
    }
    this.timer = setTimeout(onDeadline, this.timeoutMs, this);
    const parsed = this.io.checkTarget(this.spec.url);
    if (!parsed.ok) {
      this.refuse(parsed);
      return;
    }
    const { method, body } = this.spec;
    this.follow({ target: parsed.target, method, body, mayCarryCredentials: true });
  }

  expire(): void {
    const phase = this.watch.phase ?? 'dns';
    const seconds = this.timeoutMs / 1000;
    const message = `There was no complete answer within ${seconds} s (it stopped at ${phase}).`;
    this.fail(causeOfTimeout(phase), message);
  }

  private follow(hop: Hop): void {
    this.exchange = null;
    this.url = hop.target.url;
    const { literal, hostname } = hop.target;
    if (literal !== null) {
      this.send(hop, [literal]);
      return;
    }
    this.watch.enter('dns');
    const remainingMs = Math.max(1, this.timeoutMs - this.watch.elapsedMs());
    void this.io.resolve(hostname, { timeoutMs: remainingMs, policy: this.io.policy }).then((resolution) => {
      if (this.isOver) return;
      if (!resolution.ok) {
        this.fail(causeOfResolution(resolution.code), resolution.message);
        return;
      }
      const refusal = checkAddresses(resolution.addresses, this.io.policy);
      if (refusal !== null) {
        this.refuse(refusal);
        return;
      }
      this.send(hop, resolution.addresses);
    });
  }

  private send(hop: Hop, addresses: readonly PinnedAddress[]): void {
    const body = hop.body === null ? null : Buffer.from(hop.body, 'utf8');
    const request = {
      target: hop.target,
      addresses,
      head: requestHead(hop, this.spec, this.io.userAgent, body?.length ?? 0),
      body,
      isHeadRequest: hop.method === 'HEAD',
      isTlsVerified: this.spec.verify_tls,
      needsCertificate: this.spec.assertions.some(({ source }) => source === 'certificate_days'),
      bytesToKeep: (status: number) => this.bytesToKeep(status),
    };
    this.exchange = new Exchange(request, this.io, this.watch, (result) => this.onResult(hop, result));
    this.exchange.start();
  }

  /** A good answer that nobody reads is not copied; of a bad one its beginning is evidence. */
  private bytesToKeep(status: number): number {
    if (this.readsBody) return maxBodyBytes;
    if (this.spec.assertions.length > 0) return maxEvidenceBodyBytes;
    return isStatusAccepted(status, this.spec.expected_status_codes) ? 0 : maxEvidenceBodyBytes;
  }

  private onResult(hop: Hop, result: ExchangeResult): void {
    if (this.isOver) return;
    if (result.kind === 'failed') {
      this.fail(result.cause, result.message, result.received);
      return;
    }
    const { head, received } = result;
    if (this.spec.follow_redirects && isRedirect(head.status)) {
      const location = readHeader(head.headers, 'location');
      if (location !== null) {
        this.redirect(hop, head, location, received);
        return;
      }
    }
    const encoding = this.readsBody ? inflatableEncoding(head.headers) : null;
    if (encoding === null) {
      this.judge(head, received, received.body);
      return;
    }
    void inflateCapped(received.body, encoding).then((body) => {
      if (!this.isOver) this.judge(head, { ...received, body }, body);
    });
  }

  private redirect(hop: Hop, head: ResponseHead, location: string, received: Received): void {
    if (this.redirects.length >= maxRedirects) {
      this.fail('too_many_redirects', `There are more than ${maxRedirects} redirects.`, received);
      return;
    }
    // Header bytes were read as Latin-1; servers send UTF-8 here when they send more than ASCII.
    const decoded = Buffer.from(location, 'latin1').toString('utf8');
    if (!URL.canParse(decoded, hop.target.url)) {
      this.fail('redirect_invalid', 'The Location of a redirect is not a URL.', received);
      return;
    }
    const next = new URL(decoded, hop.target.url).href;
    this.redirects.push(next);
    const parsed = this.io.checkTarget(next);
    if (!parsed.ok) {
      this.refuse(parsed, received);
      return;
    }
    this.follow(nextHop(hop, head.status, parsed.target));
  }

  private judge(head: ResponseHead, received: Received, body: Buffer): void {
    let text: string | null = null;
    const bodyText = () => {
      text ??= decodeBody(body, head.headers);
      return text;
    };
    const timings = this.watch.stop(false);
    const endsAt = received.certificateEndsAt;
    const judgement = judgeResponse(this.spec, {
      status: head.status,
      headers: head.headers,
      bodyText,
      totalMs: timings.totalUs / 1000,
      certificateDays:
        endsAt === null ? null : Math.floor((endsAt.getTime() - this.io.now().getTime()) / dayMs),
    });
    if (judgement === null) {
      this.settle({ kind: 'ok', httpStatus: head.status, timings });
      return;
    }
    const { severity, cause, message } = judgement;
    const evidence = evidenceOf(this.url, this.redirects, received);
    this.settle({
      kind: 'failed',
      severity,
      cause,
      phase: null,
      message,
      httpStatus: head.status,
      timings,
      evidence,
    });
  }

  private refuse(refusal: Refusal, received?: Received): void {
    this.fail('blocked_target', `The request guard refuses this target: ${refusal.message}`, received);
  }

  private fail(cause: FailureCause, message: string, seen?: Received): void {
    if (this.isOver) return;
    const { phase } = this.watch;
    const received = seen ?? this.exchange?.abandon() ?? null;
    const isOurs: Severity = cause === 'cancelled' || cause === 'prober_fault' ? 'unknown' : 'down';
    this.settle({
      kind: 'failed',
      severity: isOurs,
      cause,
      phase,
      message,
      httpStatus: received?.head?.status ?? null,
      timings: this.watch.stop(true),
      evidence: received === null ? null : evidenceOf(this.url, this.redirects, received),
    });
  }

  private settle(outcome: ProbeOutcome): void {
    if (this.isOver) return;
    this.isOver = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.offAbort?.();
    this.done(outcome);
  }
}

function onDeadline(attempt: HttpAttempt): void {
  attempt.expire();
}
