import { expect, test } from 'vitest';
import { badgeSnippets } from '@/components/badges/snippets';

const address = 'https://status.example.com/badge/abc_-1';

function textsOf(name: string, metric: 'status' | 'uptime') {
  return Object.fromEntries(
    badgeSnippets(address, name, metric).map((snippet) => [snippet.name, snippet.text]),
  );
}

test('each snippet shows the same picture', () => {
  expect(textsOf('Nightly backup', 'uptime')).toEqual({
    Markdown: `![Nightly backup: uptime](${address}.svg?metric=uptime&days=30)`,
    HTML: `<img src="${address}.svg?metric=uptime&amp;days=30" alt="Nightly backup: uptime" height="20">`,
    Address: `${address}.svg?metric=uptime&days=30`,
    'shields.io':
      'https://img.shields.io/endpoint?url=https%3A%2F%2Fstatus.example.com%2Fbadge%2Fabc_-1.json%3Fmetric%3Duptime%26days%3D30',
  });
});

test('a name ends neither the text of Markdown nor the attribute of HTML', () => {
  const { Markdown, HTML } = textsOf('](javascript:x) "><script>', 'status');
  expect(Markdown).toBe(`![\\](javascript:x) "\\>\\<script\\>: status](${address}.svg)`);
  expect(HTML).toBe(
    `<img src="${address}.svg" alt="](javascript:x) &quot;&gt;&lt;script&gt;: status" height="20">`,
  );
});
