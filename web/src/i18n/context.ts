import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { en } from "./en.ts";
import { makeReader } from "./reader.ts";
import type { Reader } from "./reader.ts";

export const ReaderContext = createContext<Reader>(makeReader("en", en));

export function useReader(): Reader {
  return useContext(ReaderContext);
}
