/** Makes events of what a child writes: a line of JSON from our logger stays as it is; other text becomes a message. */
export type LogEvent = { kind: 'finished'; line: string } | { kind: 'text'; text: string };

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours and cursor moves begin with the escape character.
const terminalCodes = /\u001b\[[0-9;?]*[A-Za-z]/g;

/** Lines that belong together (a stack trace below its message) are one event. */
export function toEvents(lines: readonly string[]): LogEvent[] {
  const events: LogEvent[] = [];
  for (const raw of lines) {
    const line = raw.replace(terminalCodes, '').trimEnd();
    if (line.trim() === '') continue;
    const previous = events.at(-1);
    if (isFinished(line)) events.push({ kind: 'finished', line });
    else if (previous?.kind === 'text' && /^[\s})\]]/.test(line)) previous.text += `\n${line}`;
    else events.push({ kind: 'text', text: line.trim() });
  }
  return events;
}

function isFinished(line: string): boolean {
  if (!line.startsWith('{"level":')) return false;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'role' in value && 'time' in value;
  } catch {
    return false;
  }
}
