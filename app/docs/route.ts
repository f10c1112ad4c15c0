import { headers } from 'next/headers';

export const dynamic = 'force-dynamic';

const settings = {
  url: '/api/v1/openapi.json',
  pageTitle: 'Stillup API',
  theme: 'default',
  withDefaultFonts: false,
  hideClientButton: true,
  telemetry: false,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
};

const asAttribute = (value: unknown) =>
  JSON.stringify(value).replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** The API's documentation. Its bundle is our own file (bin/copy-scalar.mjs); nothing is loaded from elsewhere. */
export async function GET(): Promise<Response> {
  const nonce = (await headers()).get('x-nonce');
  const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Stillup API</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
</head>
<body>
<noscript><p>This page needs JavaScript. The document itself is at <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</p></noscript>
<script id="api-reference" data-configuration="${asAttribute(settings)}"></script>
<script src="/scalar/standalone.js"${nonce === null ? '' : ` nonce="${nonce}"`}></script>
</body>
</html>
`;
  return new Response(page, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}
