import { expect, test } from 'vitest';
import { type AccessDraft, namedErrors, toAccessInput } from '@/components/status-pages/editor/access-draft';
import { putPageAccessInput } from '@/lib/status-pages/schema';

const id = 'pag_01h455vb4pex5vsknk084sn02q';
const draft: AccessDraft = { access: 'public', password: '', ranges: '', emailDomains: '' };

test('addresses may stand one a line, with commas, and as ranges', () => {
  const input = toAccessInput(id, { ...draft, access: 'ip', ranges: ' 203.0.113.7,\n2001:db8::/32\n\n' });
  expect(putPageAccessInput.parse(input)).toMatchObject({ allowed_ranges: ['203.0.113.7', '2001:db8::/32'] });
});

test('domains may be written with the @ they stand behind', () => {
  const input = toAccessInput(id, { ...draft, access: 'email', emailDomains: '@acme.example beta.example' });
  expect(putPageAccessInput.parse(input)).toMatchObject({
    allowed_email_domains: ['acme.example', 'beta.example'],
  });
});

test('an empty password keeps the one there is', () => {
  expect(toAccessInput(id, { ...draft, access: 'password' })).not.toHaveProperty('password');
});

test('a fault of one of many names the one', () => {
  const typed = { ...draft, ranges: '10.0.0.1\nnonsense' };
  const errors = [{ pointer: '/allowed_ranges/1', code: 'custom', detail: 'expected an address' }];
  expect(namedErrors(typed, errors)).toMatchObject([{ detail: '“nonsense”: expected an address' }]);
  const other = [{ pointer: '/allowed_ranges', code: 'too_small', detail: 'Must not be empty.' }];
  expect(namedErrors(typed, other)).toEqual(other);
});
