/*
 * What is kept on this device. Storage may be full, shut off or hold an older
 * shape: reading then gives nothing and writing is let go, because the page
 * works without it.
 */
export function readStored(key: string): unknown {
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

export function writeStored(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    /* Private windows refuse; the answers then live as long as the page. */
  }
}

export function eraseStored(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    /* Nothing was stored, so nothing is left to erase. */
  }
}
