import { expect, test } from 'vitest';
import { isPublicUrl } from '@/lib/notifiers/rules/public-url';

test.each([
  ['https://status.example.com/incidents/1', true],
  ['http://uptime.example.co.uk:8080/', true],
  ['http://localhost:3000/', false],
  ['http://uptime/', false],
  ['https://uptime.local/', false],
  ['https://uptime.corp/', false],
  ['http://192.168.1.5:3000/', false],
  ['http://[::1]/', false],
  ['ftp://example.com/', false],
  ['nothing', false],
])('that %s can be opened from outside is %s', (url, expected) => {
  expect(isPublicUrl(url)).toBe(expected);
});
