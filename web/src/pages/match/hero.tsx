import type { JSX } from "preact";
import { useReader } from "../../i18n/context.ts";

export function Hero(): JSX.Element {
  const r = useReader();
  return (
    <div class="hero">
      <svg class="hero__art" viewBox="0 0 1200 260" preserveAspectRatio="xMaxYMax slice" aria-hidden="true" focusable="false">
        <g class="hero__bridge">
          <path d="M0 196h1200" />
          <path d="M420 60v170M860 60v170" />
          <path d="M120 196C250 186 360 130 420 64c70 96 150 128 220 128s150-32 220-128c60 66 170 122 300 132" />
          <path d="M200 188v8M260 174v22M320 148v48M370 112v84M470 122v74M520 160v36M570 180v16M710 180v16M760 160v36M810 122v74M910 112v84M960 148v48M1020 174v22M1080 188v8" class="hero__cables" />
        </g>
        <path class="hero__water" d="M0 232c60-14 90-14 150 0s90 14 150 0 90-14 150 0 90 14 150 0 90-14 150 0 90 14 150 0 90-14 150 0 90 14 150 0v28H0z" />
      </svg>
      <div class="wrap hero__text">
        <h1>{r.t("hero_title")}</h1>
        <p>{r.t("hero_lead")}</p>
      </div>
    </div>
  );
}
