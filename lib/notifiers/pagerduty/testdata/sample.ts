import type { NotifierSample } from '@/lib/notifiers/testing/sample';

const key = '0123456789abcdef0123456789abcdef';

export const pagerDutySample: NotifierSample = {
  config: () => ({ integration_key: key, region: 'us', severity: 'critical' }),
  vendor: 'pagerduty',
  secrets: [key],
  isMachine: true,
  silent: ['report'],
  success: {
    status: 202,
    body: '{"status":"success","message":"Event processed","dedup_key":"inc_01h455vb4pex5vsknk084sn02q"}',
  },
  wordsOf: (request) => (request.kind === 'http' ? JSON.stringify(JSON.parse(request.body)) : ''),
  live: [],
  retries: [
    { status: 429, body: '{"status":"throttle exceeded","message":"Requests for this service are arriving too quickly"}' },
    { status: 500 },
    { status: 503 },
  ],
  refusals: [
    {
      status: 400,
      body: '{"status":"invalid event","message":"Event object is invalid","errors":["\'payload.severity\' is invalid"]}',
      disables: false,
    },
    {
      status: 400,
      body: '{"status":"invalid event","message":"Event object is invalid","errors":["Invalid routing key"]}',
      disables: true,
    },
    { status: 403, disables: true },
  ],
};
