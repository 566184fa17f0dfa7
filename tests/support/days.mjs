/* Days as the server tells them: at +08:00, written YYYY-MM-DD. */
const DAY_MS = 86_400_000;

export function today() {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}

export function plus(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
