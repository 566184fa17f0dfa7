/*
 * The types of messages, and the only two ways to fill one. Holes are typed
 * from the English text, so a forgotten value does not compile.
 */
import type { en } from "./en.ts";

type English = typeof en;
export interface Plural {
  readonly one: string;
  readonly other: string;
}
export type TextKey = {
  [K in keyof English]: English[K] extends string ? K : never;
}[keyof English];
export type PluralKey = Exclude<keyof English, TextKey>;
export type Messages = Readonly<Record<TextKey, string>> &
  Readonly<Record<PluralKey, Plural>>;

type Hole<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Hole<Rest>
  : never;
type Values<K extends TextKey> = [Hole<English[K]>] extends [never]
  ? []
  : [Readonly<Record<Hole<English[K]>, string>>];

export function holes(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? "").sort();
}

export function fill(
  text: string,
  values: Readonly<Record<string, string>>,
): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole);
}

export type Translate = <K extends TextKey>(key: K, ...values: Values<K>) => string;

export function translator(messages: Messages): Translate {
  return (key, ...values) => fill(messages[key], values[0] ?? {});
}
