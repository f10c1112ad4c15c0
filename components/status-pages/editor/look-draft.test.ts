import { expect, test } from 'vitest';
import { lookDraft, showable, toBranding } from '@/components/status-pages/editor/look-draft';
import { pageBranding } from '@/lib/status-pages/schema';

const plain = pageBranding.parse({});
const rich = pageBranding.parse({
  accent: '#123456',
  theme: 'dark',
  variables: { background: '#000', font: 'Inter, sans-serif' },
  home_url: 'https://acme.example/',
  links: [{ label: 'Help', url: 'mailto:help@acme.example' }],
  footer: 'Made **here**',
  shows_powered_by: false,
});

test.each([[plain], [rich]])('what is opened and saved untouched stays as it was', (branding) => {
  expect(pageBranding.parse(toBranding(lookDraft(branding)))).toEqual(branding);
});

test('an emptied field is the default again', () => {
  const draft = lookDraft(rich);
  const emptied = { ...draft, homeUrl: ' ', variables: { ...draft.variables, background: '' } };
  expect(toBranding(emptied)).toMatchObject({ home_url: null, variables: { font: 'Inter, sans-serif' } });
  expect(toBranding(emptied).variables).not.toHaveProperty('background');
});

test('links may be typed without https://', () => {
  const draft = {
    ...lookDraft(plain),
    homeUrl: 'acme.example',
    links: [{ label: 'Docs', url: 'docs.acme.example' }],
  };
  expect(pageBranding.parse(toBranding(draft))).toMatchObject({
    home_url: 'https://acme.example',
    links: [{ url: 'https://docs.acme.example' }],
  });
});

test('what is half typed can always be shown', () => {
  const half = {
    ...lookDraft(rich),
    accent: '#12',
    homeUrl: 'http://',
    links: [
      { label: '', url: 'a.example' },
      { label: 'Half', url: 'not one' },
      { label: 'Runs', url: 'javascript:alert(1)' },
      { label: 'Whole', url: 'b.example' },
    ],
    variables: { ...lookDraft(rich).variables, text: 'red', radius: '1' },
  };
  expect(pageBranding.safeParse(toBranding(half)).success).toBe(false);
  const shown = pageBranding.parse(showable(half));
  expect(shown.links).toEqual([{ label: 'Whole', url: 'https://b.example' }]);
  expect(shown.variables).toEqual(rich.variables);
});
