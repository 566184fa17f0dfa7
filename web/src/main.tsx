/* Styles first: what a page says about a shared piece comes after the piece. */
import "./parts/tokens.css";
import "./parts/base.css";
import "./parts/parts.css";
import "./parts/site.css";
import { render } from "preact";
import { App } from "./app.tsx";
import { loadReader } from "./i18n/load.ts";
import { currentLang, rememberLang } from "./parts/current-lang.ts";

const root = document.getElementById("app");
const lang = currentLang();
rememberLang(lang, "found");
void loadReader(lang).then((reader) => {
  if (root !== null) render(<App first={reader} />, root);
});
