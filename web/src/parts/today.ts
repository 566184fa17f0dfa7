/* The day at +08:00, which rules and dates are meant in. */
export function today(): string {
  return new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
}
