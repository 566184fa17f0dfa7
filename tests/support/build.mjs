/* Openings for tests: valid as they are, each member replaced by naming it. */
export const text = (en) => ({ en });

export function opening(id, members = {}) {
  return {
    id,
    kind: "job",
    title: text(`Opening ${id}`),
    places: ["shenzhen"],
    sectors: ["ict"],
    status: "open",
    sources: [{ url: "https://example.org/source", held: "2026-01-05" }],
    ...members,
  };
}

/* An opening of the organisation below, which must be imported as well. */
export const posted = (id, members = {}) => opening(id, { organisation: "harbour-works", ...members });

export const organisation = {
  type: "organisation",
  id: "harbour-works",
  name: { en: "Harbour Works", "zh-Hant": "海港工場", "zh-Hans": "海港工场" },
  kind: "company",
  places: ["hong-kong"],
  website: "https://example.org",
};

export const test = (attr, op, members) => ({ attr, op, ...members });
