import { asObject, jsonReply, lengthOf, objectOf, textOf, type Vendor } from './vendor';

const severities = ['critical', 'error', 'warning', 'info'];

function refuse(errors: string[]) {
  return jsonReply(400, { status: 'invalid event', message: 'Event object is invalid', errors });
}

/** Events API v2. Source: https://developer.pagerduty.com/docs/events-api-v2/trigger-events/ */
export function pagerduty(): Vendor {
  const states = new Map<string, 'triggered' | 'acknowledged' | 'resolved'>();
  return {
    name: 'PagerDuty',
    answer: ({ method, path, body }) => {
      if (method !== 'POST' || path !== '/v2/enqueue') return jsonReply(404, { message: 'Not Found' });
      const event = objectOf(body);
      if (event === undefined) return refuse(['Body is not valid JSON']);
      const key = textOf(event['routing_key']);
      if (!/^\w{32}$/.test(key)) return refuse(["'routing_key' is invalid"]);
      const dedup = textOf(event['dedup_key']);
      if (lengthOf(dedup) > 255) return refuse(["'dedup_key' is too long"]);
      const payload = asObject(event['payload']);
      const action = event['event_action'];
      const done = (title: string, kind: 'message' | 'changed') =>
        jsonReply(
          202,
          { status: 'success', message: 'Event processed', dedup_key: dedup },
          {
            title,
            text: `${String(action)} ${states.get(dedup) ?? ''}`.trim(),
            links: [],
            thread: dedup,
            kind,
          },
        );
      switch (action) {
        case 'trigger': {
          const summary = textOf(payload?.['summary']);
          if (summary === '' || lengthOf(summary) > 1024)
            return refuse(["'payload.summary' is missing or too long"]);
          if (textOf(payload?.['source']) === '') return refuse(["'payload.source' is missing or blank"]);
          if (!severities.includes(textOf(payload?.['severity'])))
            return refuse(["'payload.severity' is invalid"]);
          if (states.get(dedup) !== 'acknowledged') states.set(dedup, 'triggered');
          return done(summary, 'message');
        }
        case 'acknowledge':
        case 'resolve': {
          if (dedup === '') return refuse(["'dedup_key' is missing or blank"]);
          // An event for an alert that nobody has open is taken, and does nothing.
          if (states.has(dedup)) states.set(dedup, action === 'resolve' ? 'resolved' : 'acknowledged');
          return done(`${action}d`, 'changed');
        }
        default:
          return refuse(["'event_action' must be one of trigger, acknowledge, resolve"]);
      }
    },
  };
}
