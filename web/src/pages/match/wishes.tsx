/* Wishes and words: they move the fit and never filter. Typing is taken over after a short rest. */
import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useReader } from "../../i18n/context.ts";
import type { Choice, Words } from "../../parts/words.ts";
import { isKind, payMin, wishCount } from "./answers.ts";
import type { Answers } from "./answers.ts";
import { CheckList } from "./fields/check-list.tsx";
import { readPay } from "./fields/field.ts";

const REST_MS = 450;

type Shape = (typed: string) => string;
const asTyped: Shape = (typed) => typed;

/* A text that reports itself once the typing rests; a change from outside, such as erasing, resets it. */
function useRestingText(given: string, shape: Shape, onRest: (text: string) => void) {
  const [typed, setTyped] = useState(given);
  const reported = useRef(given);
  useEffect(() => {
    if (given === reported.current) return;
    reported.current = given;
    setTyped(given);
  }, [given]);
  useEffect(() => {
    if (shape(typed) === reported.current) return undefined;
    const timer = setTimeout(() => {
      reported.current = shape(typed);
      onRest(typed);
    }, REST_MS);
    return () => { clearTimeout(timer); };
  }, [typed]);
  return [typed, setTyped] as const;
}

function TextWish({ label, hint, given, multiline = false, complaint = () => "", shape = asTyped, onRest }: {
  readonly label: string;
  readonly hint?: string;
  readonly given: string;
  readonly multiline?: boolean;
  readonly complaint?: (typed: string) => string;
  readonly shape?: Shape;
  readonly onRest: (text: string) => void;
}): JSX.Element {
  const [typed, setTyped] = useRestingText(given, shape, onRest);
  const id = useId();
  const error = complaint(typed);
  const note = error === "" ? hint : error;
  const shared = {
    id: `${id}-in`,
    class: "input",
    value: typed,
    "aria-invalid": error !== "",
    "aria-describedby": note === undefined ? undefined : id,
  };
  return (
    <div class="labelled">
      <label for={`${id}-in`}>{label}</label>
      {note !== undefined && (
        <span class={error === "" ? "hint" : "field-error"} id={id} role={error === "" ? undefined : "alert"}>{note}</span>
      )}
      {multiline ? (
        <textarea rows={2} {...shared} onInput={(e) => { setTyped(e.currentTarget.value); }} />
      ) : (
        <input autoComplete="off" {...shared} onInput={(e) => { setTyped(e.currentTarget.value); }} />
      )}
    </div>
  );
}

function Group({ label, count, children }: {
  readonly label: string;
  readonly count: number;
  readonly children: JSX.Element;
}): JSX.Element {
  const r = useReader();
  const title = count === 0 ? label : r.t("with_count", { label, n: r.number(count) });
  return (
    <details class="more">
      <summary>{title}</summary>
      <div class="more__body">{children}</div>
    </details>
  );
}

function skillsOf(text: string): string[] {
  return text.split(/[,，、;；\n]/).map((s) => s.trim()).filter((s) => s !== "");
}

export function WishesCard({ answers, words, onChange }: {
  readonly answers: Answers;
  readonly words: Words;
  readonly onChange: (change: (before: Answers) => Answers) => void;
}): JSX.Element {
  const r = useReader();
  const { wishes, texts } = answers;
  const kinds: Choice[] = (["job", "internship", "incubator", "funding"] as const).map(
    (kind) => ({ value: kind, label: r.t(`kind_${kind}`), depth: 0 }),
  );
  const wish = (part: Answers["wishes"]) => {
    onChange((before) => ({ ...before, wishes: { ...before.wishes, ...part } }));
  };
  const text = (part: Answers["texts"]) => {
    onChange((before) => ({ ...before, texts: { ...before.texts, ...part } }));
  };
  const setPay = (typed: string) => {
    const amount = readPay(typed);
    onChange((before) => {
      const wishes = { ...before.wishes };
      delete wishes.pay_min;
      return { ...before, wishes: amount === null ? wishes : { ...wishes, pay_min: payMin(amount) } };
    });
  };
  const payComplaint = (typed: string) =>
    typed.trim() === "" || readPay(typed) !== null ? "" : r.t("error_pay", { example: r.number(18000) });
  const count = wishCount(answers);
  /* Open or closed is the visitor's: only the start follows from what there is. */
  const [open, setOpen] = useState(count > 0);
  return (
    <section class="card wishes" aria-labelledby="wishes">
      <details open={open} onToggle={(e) => { setOpen(e.currentTarget.open); }}>
        <summary>
          <h2 id="wishes" tabIndex={-1}>{r.t("wishes_title")}</h2>
          <span class="muted">{count === 0 ? r.t("wishes_none") : r.plural("wishes_count", count)}</span>
        </summary>
        <div class="wishes__body">
          <p class="hint">{r.t("wishes_hint")}</p>
          <TextWish label={r.t("wants")} hint={r.t("wants_hint")} given={texts.wants ?? ""} multiline
            onRest={(wants) => { text({ wants }); }} />
          <TextWish label={r.t("skills")} hint={r.t("skills_hint")} given={(texts.skills ?? []).join(", ")}
            shape={(typed) => skillsOf(typed).join(", ")} onRest={(typed) => { text({ skills: skillsOf(typed) }); }} />
          <TextWish label={r.t("wish_pay")} complaint={payComplaint}
            given={wishes.pay_min === undefined ? "" : String(wishes.pay_min.amount)}
            shape={(typed) => String(readPay(typed) ?? "")} onRest={setPay} />
          <Group label={r.t("wish_kinds")} count={wishes.kinds?.length ?? 0}>
            <CheckList choices={kinds} chosen={wishes.kinds ?? []} onChange={(v) => { wish({ kinds: v.filter(isKind) }); }} />
          </Group>
          <Group label={r.t("wish_places")} count={wishes.places?.length ?? 0}>
            <CheckList choices={words.placeChoices()} chosen={wishes.places ?? []} onChange={(places) => { wish({ places }); }} />
          </Group>
          <Group label={r.t("wish_sectors")} count={wishes.sectors?.length ?? 0}>
            <CheckList choices={words.sectorChoices()} chosen={wishes.sectors ?? []} onChange={(sectors) => { wish({ sectors }); }} />
          </Group>
        </div>
      </details>
    </section>
  );
}
