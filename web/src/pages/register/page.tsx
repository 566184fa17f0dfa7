/* #/register: an account for a seeker, or for somebody who acts for an organisation. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { register } from "../../api/account.ts";
import type { Role } from "../../api/types.ts";
import { useReader } from "../../i18n/context.ts";
import { EmailField, Form, PasswordField, refusalOf, useAct } from "../../parts/form.tsx";
import { Done } from "../../parts/link-act.tsx";
import { Page } from "../../parts/page.tsx";
import { Statement } from "./statement.tsx";

const ROLES: readonly Role[] = ["seeker", "poster"];

function RoleField({ role, onChange }: {
  readonly role: Role;
  readonly onChange: (role: Role) => void;
}): JSX.Element {
  const r = useReader();
  return (
    <fieldset class="choices">
      <legend>{r.t("register_role")}</legend>
      {ROLES.map((one) => (
        <label key={one} class="choice">
          <input type="radio" name="role" checked={one === role} onChange={() => { onChange(one); }} />
          {r.t(`role_${one}`)}
        </label>
      ))}
    </fieldset>
  );
}

export function RegisterPage(): JSX.Element {
  const r = useReader();
  const [role, setRole] = useState<Role>("seeker");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { busy, error, done, run } = useAct<string>();
  if (done !== null)
    return (
      <Done title={r.t("look_in_mailbox")} text={r.t("registered_text", { email: done.value })}>
        <p><a class="button" href="#/login">{r.t("sign_in")}</a></p>
      </Done>
    );
  const send = async () => {
    await register(email.trim(), password, role, r.lang);
    return email.trim();
  };
  return (
    <Page title={r.t("register_title")}>
      <div class="card page__card">
        <Form act={r.t("register_act")} busy={busy} error={error} fields={["email", "password"]} onSend={() => { run(send); }}>
          <RoleField role={role} onChange={setRole} />
          <EmailField label={r.t("email")} value={email} onChange={setEmail} error={refusalOf(error, "email")} />
          <PasswordField
            label={r.t("password")}
            value={password}
            onChange={setPassword}
            autocomplete="new-password"
            hint={r.t("password_hint")}
            error={refusalOf(error, "password")}
          />
          <Statement />
        </Form>
        <p><a href="#/login">{r.t("register_have")}</a></p>
      </div>
    </Page>
  );
}
