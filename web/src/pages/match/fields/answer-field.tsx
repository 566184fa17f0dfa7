/* Chooses the field for a fact by its type; the only place that does. */
import type { JSX } from "preact";
import { useReader } from "../../../i18n/context.ts";
import { Loading } from "../../../parts/states.tsx";
import { AwardsField } from "./awards-field.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { DateField } from "./date-field.tsx";
import type { FieldProps } from "./field.ts";
import { LevelsField } from "./levels-field.tsx";
import { NumberField } from "./number-field.tsx";
import { SetField } from "./set-field.tsx";

export function AnswerField(props: FieldProps): JSX.Element | null {
  const r = useReader();
  if (props.words.isAwaited(props.attr)) return <Loading label={r.t("loading")} />;
  switch (props.words.attribute(props.attr)?.type) {
    case "flag":
    case "choice":
    case "ordinal":
      return <ChoiceField {...props} />;
    case "set":
      return <SetField {...props} />;
    case "number":
      return <NumberField {...props} />;
    case "date":
      return <DateField {...props} birth={props.attr === "birth_date"} />;
    case "levels":
      return <LevelsField {...props} />;
    case "list":
      return <AwardsField {...props} />;
    case undefined:
      return null;
  }
}
