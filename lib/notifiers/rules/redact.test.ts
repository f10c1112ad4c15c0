import { expect, test } from 'vitest';
import { redactor, textsIn } from '@/lib/notifiers/rules/redact';

test('the key of an address is found where it is said back by itself, its words are not', () => {
  const redact = redactor([
    'https://hooks.example.com/services/T123/B456/abcdefghijklmnopqrstuvwx?sig=0123456789abcdefghij&v=1',
  ]);
  const said = redact(
    'no such key: abcdefghijklmnopqrstuvwx (0123456789abcdefghij) among the services of hooks.example.com',
  );
  expect(said).toBe('no such key: ******** (********) among the services of hooks.example.com');
  expect(redact('/services/T123/B456/abcdefghijklmnopqrstuvwx?sig=0123456789abcdefghij&v=1')).toBe(
    '********',
  );
});

test.for<[string, string, string]>([
  ['with its escapes undone', 'https://hooks.example.com/a%2Bbcdefghijklmnopqrstu', 'a+bcdefghijklmnopqrstu'],
  [
    'with slashes as PHP writes them',
    'https://hooks.example.com/services/T123/B456',
    'https:\\/\\/hooks.example.com\\/services\\/T123\\/B456',
  ],
  ['the password of an address', 'https://ops:hunter22@hooks.example.com/', 'hunter22'],
  ['within an address', 'a key/with+signs', 'a%20key%2Fwith%2Bsigns'],
  ['within JSON', 'a "quoted" key', 'a \\"quoted\\" key'],
  ['the second word of a header', 'Bearer 0123456789', '0123456789'],
])('a secret is found %s', ([, secret, shown]) => {
  const said = redactor([secret])(`it said: ${shown}.`);
  expect(said.replace('https://hooks.example.com/', '')).toBe('it said: ********.');
});

test('of two secrets the longer one is cut out whole', () => {
  expect(redactor(['secret', 'secret-and-more'])('secret-and-more, secret')).toBe('********, ********');
});

test('what is as short as a word stays', () => {
  expect(redactor(['ops', '', 'Basic abcdefg'])('ops in Basic use')).toBe('ops in Basic use');
});

test('every text of a value is found, however deep, and nothing else', () => {
  const value = { a: 'one', b: [{ c: 'two' }, 3, null], d: { e: { f: 'three' } }, g: true };
  expect(textsIn(value)).toEqual(['one', 'two', 'three']);
  expect([textsIn('alone'), textsIn(null), textsIn(undefined)]).toEqual([['alone'], [], []]);
});
