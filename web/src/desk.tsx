/* The pages of accounts and of links in letters, one each; fetched as one piece. */
import type { JSX } from "preact";
import { AlertPage } from "./pages/alert/page.tsx";
import { ApplicationsPage } from "./pages/applications/page.tsx";
import { CheckInPage } from "./pages/check-in/page.tsx";
import { EmailPage } from "./pages/email/page.tsx";
import { JoinPage } from "./pages/join/page.tsx";
import { LoginPage } from "./pages/login/page.tsx";
import { OrganisationsPage } from "./pages/organisations/page.tsx";
import { RegisterPage } from "./pages/register/page.tsx";
import { ResetPage } from "./pages/reset/page.tsx";
import { StopPage } from "./pages/stop/page.tsx";
import { VentureJoinPage } from "./pages/venture-join/page.tsx";
import { VerifyPage } from "./pages/verify/page.tsx";
import type { Route } from "./parts/route.ts";

export function DeskPage({ route }: { readonly route: Route }): JSX.Element {
  const { page, id, token } = route;
  switch (page) {
    case "verify":
      return <VerifyPage token={token} />;
    case "reset":
      return <ResetPage token={token} />;
    case "email":
      return <EmailPage token={token} />;
    case "join":
      return <JoinPage token={token} />;
    case "ventures/join":
      return <VentureJoinPage token={token} />;
    case "check-in":
      return <CheckInPage token={token} />;
    case "alert":
      return <AlertPage token={token} />;
    case "stop":
      return <StopPage token={token} />;
    case "register":
      return <RegisterPage />;
    case "applications":
      return <ApplicationsPage id={id} />;
    case "organisations":
      return <OrganisationsPage />;
    default:
      return <LoginPage />;
  }
}
