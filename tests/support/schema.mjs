/*
 * Checks a value against the part of JSON Schema that api/openapi.json uses. A
 * keyword it does not know is an error, so that the contract cannot come to
 * say what nothing checks.
 */
const KNOWN = new Set(
  ("$ref type properties required additionalProperties items enum oneOf minimum maximum minItems maxItems " +
    "format description default").split(" "),
);

export function resolve(document, ref) {
  if (!ref.startsWith("#/")) throw new Error(`${ref} is outside the document`);
  let at = document;
  for (const part of ref.slice(2).split("/")) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (at === null || typeof at !== "object" || !Object.hasOwn(at, key)) throw new Error(`${ref} leads nowhere`);
    at = at[key];
  }
  return at;
}

function typeOf(value) {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function hasType(value, type) {
  return type === "integer" ? Number.isInteger(value) : typeOf(value) === type;
}

export function isDay(text) {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (found === null) return false;
  const [, y, m, d] = found.map(Number);
  const day = new Date(Date.UTC(y, m - 1, d));
  return day.getUTCMonth() === m - 1 && day.getUTCDate() === d;
}

function checkNumber(schema, value, at, out) {
  if (schema.minimum !== undefined && value < schema.minimum) out.push(`${at}: ${value} is below ${schema.minimum}`);
  if (schema.maximum !== undefined && value > schema.maximum) out.push(`${at}: ${value} is above ${schema.maximum}`);
}

function checkArray(document, schema, value, at, out) {
  if (schema.minItems !== undefined && value.length < schema.minItems) out.push(`${at}: too few items`);
  if (schema.maxItems !== undefined && value.length > schema.maxItems) out.push(`${at}: too many items`);
  if (schema.items !== undefined)
    value.forEach((item, i) => out.push(...violations(document, schema.items, item, `${at}/${i}`)));
}

function checkObject(document, schema, value, at, out) {
  for (const key of schema.required ?? []) if (!Object.hasOwn(value, key)) out.push(`${at}: ${key} is missing`);
  for (const [key, member] of Object.entries(value)) {
    const own = schema.properties?.[key];
    const more = schema.additionalProperties;
    if (own !== undefined) out.push(...violations(document, own, member, `${at}/${key}`));
    else if (more === false) out.push(`${at}/${key}: not in the contract`);
    else if (typeof more === "object") out.push(...violations(document, more, member, `${at}/${key}`));
  }
}

/* Every difference between a value and its schema, each with its pointer. */
export function violations(document, schema, value, at = "") {
  const out = [];
  for (const key of Object.keys(schema)) if (!KNOWN.has(key)) throw new Error(`keyword ${key} is not checked`);
  if (schema.$ref !== undefined) return violations(document, resolve(document, schema.$ref), value, at);
  if (schema.oneOf !== undefined) {
    const good = schema.oneOf.filter((one) => violations(document, one, value, at).length === 0);
    if (good.length !== 1) out.push(`${at}: ${good.length} of oneOf hold`);
  }
  if (schema.type !== undefined && !hasType(value, schema.type)) {
    out.push(`${at}: ${typeOf(value)} instead of ${schema.type}`);
    return out;
  }
  if (schema.enum !== undefined && !schema.enum.includes(value)) out.push(`${at}: ${JSON.stringify(value)} is no choice`);
  if (schema.format === "date" && !isDay(value)) out.push(`${at}: ${value} is no day`);
  if (typeof value === "number") checkNumber(schema, value, at, out);
  if (Array.isArray(value)) checkArray(document, schema, value, at, out);
  else if (typeOf(value) === "object") checkObject(document, schema, value, at, out);
  return out;
}

function operation(document, method, path) {
  const verb = method === "HEAD" ? "get" : method.toLowerCase();
  const own = path.split("/");
  for (const [template, item] of Object.entries(document.paths)) {
    const parts = template.split("/");
    if (parts.length === own.length && parts.every((p, i) => (p.startsWith("{") ? own[i] !== "" : p === own[i])))
      return item[verb] ?? null;
  }
  return null;
}

/*
 * What a reply says beside or against the contract. An error that a route does
 * not list (405, a head that cannot be read) must still be a Problem.
 */
export function breaches(document, method, path, reply) {
  const found = operation(document, method, path);
  const type = (reply.headers["content-type"] ?? "").split(";")[0].trim();
  const listed = found?.responses[reply.status];
  if (method === "HEAD" || reply.status === 204 || reply.status === 304)
    return reply.text === "" ? [] : [`${reply.status} to ${method} has a body`];
  if (reply.status >= 400) {
    if (type !== "application/problem+json") return [`${reply.status} is ${type}, no problem`];
    const own = violations(document, document.components.schemas.Problem, reply.json);
    if (reply.json.status !== reply.status) own.push(`the problem says ${reply.json.status}`);
    return own;
  }
  if (found === null) return [];
  if (listed === undefined) return [`${reply.status} is not listed`];
  const schema = listed.content?.[type]?.schema;
  if (schema === undefined) return [`${type} is not listed for ${reply.status}`];
  return violations(document, schema, type.endsWith("json") ? reply.json : reply.text);
}
