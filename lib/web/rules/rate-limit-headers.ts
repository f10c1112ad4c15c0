type Usage = { name: string; limit: number; windowSeconds: number; remaining: number; resetSeconds: number };

/** draft-ietf-httpapi-ratelimit-headers-10, and the older names that clients still read (reset as Unix seconds). */
export function rateLimitHeaders(usage: Usage, now: Date): Record<string, string> {
  const reset = Math.max(0, Math.ceil(usage.resetSeconds));
  return {
    'RateLimit-Policy': `"${usage.name}";q=${usage.limit};w=${usage.windowSeconds}`,
    RateLimit: `"${usage.name}";r=${Math.max(0, usage.remaining)};t=${reset}`,
    'X-RateLimit-Limit': String(usage.limit),
    'X-RateLimit-Remaining': String(Math.max(0, usage.remaining)),
    'X-RateLimit-Reset': String(Math.floor(now.getTime() / 1000) + reset),
  };
}
