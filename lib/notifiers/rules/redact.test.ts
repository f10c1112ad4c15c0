import { expect, test } from 'vitest';
import { redactor } from '@/lib/notifiers/rules/redact';

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
