import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { heartbeatCauses } from '@/lib/heartbeats/constants';
import {
  begunWords,
  endedWords,
  joinedWords,
  recoveredWords,
  resolvedWords,
  scheduledWords,
} from '@/lib/page-incidents/rules/automatic-words';
import {
  draftWords,
  listNames,
  type Outage,
  sentenceOf,
  titleOf,
} from '@/lib/page-incidents/rules/draft-words';
import { wordsOf } from '@/lib/page-incidents/rules/words-of';
import { failureCauses } from '@/lib/probing/constants';
import { type PageLocale, pageLocales } from '@/lib/status-pages/constants';

const nowMs = Date.parse('2026-03-04T11:00:00Z');
const sinceMs = Date.parse('2026-03-04T10:42:31Z');
const outage = (cause: string, httpStatus: number | null = null, name = 'Checkout API'): Outage => ({
  name,
  cause,
  httpStatus,
  sinceMs,
});
const since = 'since 10:42 UTC.';

test.each([
  ['dns_nxdomain', 'Checkout API cannot be reached because its name (DNS) is not found'],
  ['dns_no_address', 'Checkout API cannot be reached because its name (DNS) is not found'],
  ['dns_servfail', 'Checkout API cannot be reached because its name (DNS) is not found'],
  ['dns_timeout', 'Checkout API cannot be reached because its name (DNS) is not found'],
  ['dns_failure', 'Checkout API cannot be reached because its name (DNS) is not found'],
  ['connect_refused', 'Checkout API cannot be reached'],
  ['connect_timeout', 'Checkout API cannot be reached'],
  ['connect_unreachable', 'Checkout API cannot be reached'],
  ['connect_failed', 'Checkout API cannot be reached'],
  ['tls_expired', 'Secure connections to Checkout API fail because its certificate has expired'],
  ['tls_not_yet_valid', 'Secure connections to Checkout API fail because of its certificate'],
  ['tls_self_signed', 'Secure connections to Checkout API fail because of its certificate'],
  ['tls_host_mismatch', 'Secure connections to Checkout API fail because of its certificate'],
  ['tls_untrusted', 'Secure connections to Checkout API fail because of its certificate'],
  ['tls_revoked', 'Secure connections to Checkout API fail because of its certificate'],
  ['tls_protocol', 'Secure connections to Checkout API fail'],
  ['tls_timeout', 'Secure connections to Checkout API fail'],
  ['tls_invalid', 'Secure connections to Checkout API fail'],
  ['timeout', 'Checkout API does not answer in time'],
  ['connection_reset', 'Connections to Checkout API break off'],
  ['connection_closed', 'Connections to Checkout API break off'],
  ['protocol_error', 'Checkout API gives answers that cannot be read'],
  ['header_overflow', 'Checkout API gives answers that cannot be read'],
  ['informational_overflow', 'Checkout API gives answers that cannot be read'],
  ['body_malformed', 'Checkout API gives answers that cannot be read'],
  ['too_many_redirects', 'Checkout API redirects visitors to where nothing answers'],
  ['redirect_invalid', 'Checkout API redirects visitors to where nothing answers'],
  ['blocked_target', 'We see problems with Checkout API'],
  ['http_status', 'We see errors from Checkout API'],
  ['keyword', 'Checkout API answers, but not as it should'],
  ['assertion', 'Checkout API answers, but not as it should'],
  ['latency', 'Checkout API answers more slowly than usual'],
  ['cancelled', 'We see problems with Checkout API'],
  ['prober_fault', 'We see problems with Checkout API'],
  ['heartbeat_missed', 'Checkout API has not reported in when it should have'],
  ['heartbeat_failed', 'Checkout API reports a failure'],
  ['heartbeat_overrun', 'Checkout API takes longer than it should'],
  ['manual', 'We see problems with Checkout API'],
  ['constructor', 'We see problems with Checkout API'],
])('%s is told as: %s', (cause, sentence) => {
  expect(sentenceOf('en', outage(cause), nowMs)).toBe(`${sentence} ${since}`);
});

test('no cause is left out of the table above', () => {
  const generic = sentenceOf('en', outage('manual'), nowMs);
  const silent = [...failureCauses, ...heartbeatCauses].filter(
    (cause) => sentenceOf('en', outage(cause), nowMs) === generic,
  );
  expect(silent).toEqual(['blocked_target', 'cancelled', 'prober_fault']);
});

describe('a draft', () => {
  test('of one outage says the status of HTTP, since when, and that somebody looks', () => {
    expect(draftWords('en', [outage('http_status', 503)], nowMs)).toEqual({
      title: 'Problems with Checkout API',
      body: 'We see errors (HTTP 503) from Checkout API since 10:42 UTC. We are looking into it and will say more here.',
    });
  });

  test('of more is a list', () => {
    const { title, body } = draftWords(
      'en',
      [outage('timeout'), outage('connect_refused', null, 'Login')],
      nowMs,
    );
    expect(title).toBe('Problems with Checkout API and Login');
    expect(body.split('\n').slice(0, 2)).toEqual([
      '- Checkout API does not answer in time since 10:42 UTC.',
      '- Login cannot be reached since 10:42 UTC.',
    ]);
  });

  test('of very many counts the last ones', () => {
    const { title, body } = draftWords(
      'en',
      Array.from({ length: 60 }, (_, index) => outage('timeout', null, `Shop ${index}`)),
      nowMs,
    );
    expect(title).toBe('Problems with Shop 0, Shop 1 and 58 more');
    expect(body).toContain('- Shop 9 does not answer in time since 10:42 UTC.\n- 50 more\n\nWe are');
  });

  test('names the day where the outage began before today', () => {
    const tomorrow = nowMs + 86_400_000;
    expect(draftWords('en', [outage('timeout')], tomorrow).body).toContain('since 2026-03-04 10:42 UTC.');
  });

  test('shows a name as it is, though it looks like Markdown', () => {
    const { title, body } = draftWords('en', [outage('timeout', null, '[a](javascript:b) <b>*')], nowMs);
    expect(title).toBe('Problems with [a](javascript:b) <b>*');
    expect(body).toContain('\\[a\\](javascript:b) \\<b\\>\\*');
  });

  test('never exceeds what is stored of a title and a body, whatever the names', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 120 })
      .map((text) => text.slice(0, 120));
    fc.assert(
      fc.property(
        fc.constantFrom(...pageLocales),
        fc.array(name, { minLength: 1, maxLength: 120 }),
        (locale, names) => {
          const { title, body } = draftWords(
            locale,
            names.map((one) => outage('tls_expired', null, one)),
            nowMs,
          );
          expect(title.length).toBeLessThanOrEqual(200);
          expect(body.length).toBeLessThanOrEqual(10_000);
        },
      ),
    );
  });
});

test('names are listed in words, more than three of them cut short', () => {
  expect(listNames('en', [])).toBe('our service');
  expect(listNames('en', ['a'])).toBe('a');
  expect(listNames('en', ['a', 'b', 'c'])).toBe('a, b and c');
  expect(listNames('en', ['a', 'b', 'c', 'd', 'e'])).toBe('a, b and 3 more');
  expect(titleOf('en', ['a', 'b'])).toBe('Problems with a and b');
});

test('what is said by itself reads as one or as many', () => {
  expect(joinedWords('en', [outage('timeout', null, 'Login')], ['Shop', 'Login'], nowMs)).toBe(
    'Login does not answer in time since 10:42 UTC. Affected now: Shop and Login.',
  );
  expect(recoveredWords('en', ['Shop'], ['Login'])).toBe('Shop works again. Still affected: Login.');
  expect(resolvedWords('en', ['Shop', 'Login'], sinceMs, nowMs)).toBe(
    'Shop and Login work again since 10:42 UTC. The problem is resolved.',
  );
  expect(resolvedWords('en', [], sinceMs, nowMs)).toBe('The problem is resolved.');
  expect(scheduledWords('en', '', ['Shop'])).toBe(
    'We plan work on Shop, which may not be available meanwhile.',
  );
  expect(scheduledWords('en', 'Faster disks.', ['Shop'])).toBe('Faster disks.');
  expect(begunWords('en', nowMs, sinceMs)).toBe('The maintenance has begun. It is planned until 11:00 UTC.');
});

const causes = [...failureCauses, ...heartbeatCauses];
const names = ['Shop', 'Login'];
const sayings: ((locale: PageLocale) => string)[] = [
  ...causes.map((cause) => (locale: PageLocale) => sentenceOf(locale, outage(cause, 503), nowMs)),
  (locale) => draftWords(locale, [outage('timeout')], nowMs).title,
  (locale) => joinedWords(locale, [outage('timeout')], names, nowMs),
  (locale) => recoveredWords(locale, ['Shop'], ['Login']),
  (locale) => resolvedWords(locale, names, sinceMs, nowMs),
  (locale) => scheduledWords(locale, '', names),
  (locale) => begunWords(locale, nowMs, sinceMs),
  (locale) => endedWords(locale, 'completed'),
  (locale) => endedWords(locale, 'calledOff'),
  (locale) => wordsOf(locale).looking,
  (locale) => listNames(locale, ['a', 'b', 'c', 'd']),
  (locale) => listNames(locale, []),
];
const keptPattern = /Checkout API|Shop|Login|\d\d:\d\d UTC|503/g;

test.each(pageLocales.filter((locale) => locale !== 'en'))(
  '%s says all of it in words of its own, with the same names, times and numbers',
  (locale) => {
    const kept = (text: string) => (text.match(keptPattern) ?? []).sort();
    for (const say of sayings) {
      expect(say(locale)).not.toBe(say('en'));
      expect(kept(say(locale))).toEqual(kept(say('en')));
    }
  },
);
