import fc from 'fast-check';
import { expect, test } from 'vitest';
import { proposedSlug, typedSlug } from '@/components/status-pages/editor/slug';
import { updateStatusPageInput } from '@/lib/status-pages/schema';

const id = 'pag_01h455vb4pex5vsknk084sn02q';
const isTaken = (slug: string) => updateStatusPageInput.safeParse({ id, slug }).success;

test.each([
  ['Acme Status', 'acme-status'],
  ['Überwachung', 'uberwachung'],
  ['X', 'status-x'],
  ['東京', 'status'],
  ['  ', ''],
])('the address of “%s” is proposed as “%s”', (name, slug) => {
  expect(proposedSlug(name)).toBe(slug);
});

test('what is proposed is an address, whatever the name', () => {
  const reserved = new Set(['assets', 'api', 'new', 'domains', 'ask']);
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 80 }), (name) => {
      const slug = proposedSlug(name);
      expect(slug === '' || reserved.has(slug) || isTaken(slug)).toBe(true);
    }),
  );
});

test('while it is typed, a dash at its end may stay, for more comes', () => {
  expect(typedSlug('Acme Sta')).toBe('acme-sta');
  expect(typedSlug('acme-')).toBe('acme-');
  expect(isTaken(typedSlug('Acme_Status'))).toBe(true);
});
