/* Follows `next` to the end of a list. */
export const query = (parameters) => new URLSearchParams(parameters).toString();

/* All pages of GET /v1/openings?parameters, each a whole reply. */
export async function pagesOf(server, parameters) {
  const pages = [];
  for (let cursor = null; pages.length === 0 || cursor !== null; cursor = pages.at(-1).next) {
    const target = `/v1/openings?${query([...new URLSearchParams(parameters), ...(cursor ? [["cursor", cursor]] : [])])}`;
    const reply = await server.get(target);
    if (reply.status !== 200) throw new Error(`${target} answered ${reply.status} ${reply.text}`);
    if (pages.length > 1000) throw new Error(`${target}: the pages do not end`);
    pages.push(reply.json);
  }
  return pages;
}

/* Every item of the list. */
export async function itemsOf(server, parameters) {
  const pages = await pagesOf(server, [...new URLSearchParams(parameters), ["limit", "100"]]);
  return pages.flatMap((page) => page.items);
}

export const ids = (items) => items.map((item) => item.id);

/* The reply to POST /v1/match with the items of all its pages. */
export async function matchAll(server, body, limit = 100) {
  let reply = (await server.post("/v1/match", { ...body, limit })).json;
  const first = reply;
  const items = [...(reply.items ?? [])];
  while (reply.next) {
    reply = (await server.post("/v1/match", { ...body, limit, cursor: reply.next })).json;
    items.push(...reply.items);
  }
  return { ...first, items };
}
