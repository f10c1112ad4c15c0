/** `2xx`, `200` or `200-299`, as `statusCodeRange` of the schema lets through. */
export function isStatusAccepted(status: number, ranges: readonly string[]): boolean {
  return ranges.some((range) => {
    if (range.endsWith('xx')) return Math.floor(status / 100) === Number(range[0]);
    const low = Number(range.slice(0, 3));
    const high = range.length > 3 ? Number(range.slice(4)) : low;
    return status >= low && status <= high;
  });
}
