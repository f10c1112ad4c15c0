import { escapeXml } from '@/lib/core/escape-markup';
import { cutUnits, escapeWithin } from '@/lib/notifiers/rules/fit';

/** Of the 4,000 characters that TwiML may have, for each of the two tellings; the rest is tags. */
const maxSpokenUnits = 1800;
/** About a minute: who has not understood by then reads. */
const maxSpokenCharacters = 600;

/**
 * What is said to whoever picks up: the message, a pause, and the message once more, as the first words are often lost.
 * Source: https://www.twilio.com/docs/voice/twiml/say, https://www.twilio.com/docs/api/errors/32018 (the size)
 */
export function spokenTwiml(lines: readonly string[]): string {
  const text = cutUnits(lines.map(toSentence).join(' '), maxSpokenCharacters);
  const say = (words: string) =>
    `<Say language="en-US">${escapeWithin(words, maxSpokenUnits, escapeXml)}</Say>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?><Response><Pause length="1"/>',
    say(`This is Stillup. ${text}`),
    '<Pause length="2"/>',
    say(`Once more. ${text} Goodbye.`),
    '</Response>',
  ].join('');
}

/** A voice makes no pause at the end of a line, and reads "3 min 12 s" as it is written. */
function toSentence(line: string): string {
  const spoken = line.replaceAll(/\b(\d+) (d|h|min|s)\b/g, (_, count: string, unit: keyof typeof units) =>
    count === '1' ? `1 ${units[unit]}` : `${count} ${units[unit]}s`,
  );
  return /[.!?…]$/.test(spoken) ? spoken : `${spoken}.`;
}

const units = { d: 'day', h: 'hour', min: 'minute', s: 'second' };
