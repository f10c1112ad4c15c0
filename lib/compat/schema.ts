/** What Healthchecks' management API is asked, freed of HTTP. */
export type ChecksCall = {
  /** 1, 2 or 3, from the path. */
  version: number;
  method: string;
  /** What stands behind `/api/v3/`, decoded, without empty parts. */
  segments: readonly string[];
  query: URLSearchParams;
  /** The JSON of the body; an empty object where there is none. */
  json: unknown;
  /** Our public address, without a slash at its end. */
  baseUrl: string;
};

export type ChecksAnswer = { status: number; headers?: Readonly<Record<string, string>> } & (
  | { json: unknown }
  | { text: string }
  | { bytes: Uint8Array }
);

/** The error form of that API. */
export function refusal(status: number, error: string): ChecksAnswer {
  return { status, json: { error } };
}
