/** The gateway, or the platform's own proxy, writes the caller's address last; what stands before it is hearsay. */
export function callerAddress(forwardedFor: string | null): string | null {
  const address = forwardedFor?.split(',').at(-1)?.trim() ?? '';
  return address === '' ? null : address.slice(0, 64);
}
