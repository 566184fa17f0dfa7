/* Short names for the generated reply types. No type is written by hand here. */
import type { components } from "./schema.ts";

type Schemas = components["schemas"];
export type Text = Schemas["Text"];
export type Kind = Schemas["Kind"];
export type Verdict = Schemas["Verdict"];
export type Problem = Schemas["Problem"];
export type Vocabulary = Schemas["Vocabulary"];
export type VocabularyValue = Schemas["VocabularyValue"];
export type Attribute = Schemas["Attribute"];
export type Opening = Schemas["Opening"];
export type OpeningList = Schemas["OpeningList"];
export type Pay = Schemas["Pay"];
export type Benefit = Schemas["Benefit"];
export type Source = Schemas["Source"];
export type MatchRequest = Schemas["MatchRequest"];
export type MatchReply = Schemas["MatchReply"];
export type MatchItem = Schemas["MatchItem"];
export type NearMiss = Schemas["NearMiss"];
export type RepairStep = Schemas["RepairStep"];
export type Criterion = Schemas["Criterion"];
export type Part = Schemas["Part"];
export type Evidence = Schemas["Evidence"];
export type Question = Schemas["Question"];
export type Wishes = NonNullable<Schemas["Profile"]["wishes"]>;
export type Texts = NonNullable<Schemas["Profile"]["texts"]>;
