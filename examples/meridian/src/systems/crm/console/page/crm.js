// The CRM's own REST API, with the token of whoever is signed in.

const version = "v62.0";

/** @type {Promise<string> | null} */
let current = null;

async function fetchToken() {
  const response = await fetch("/console/session");
  if (response.status === 401) {
    location.assign("/login?startURL=%2Fconsole");
    throw new Error("signed out");
  }
  return (await response.json()).accessToken;
}

/**
 * An access token that is good now. The server gives the same one until it ends, then a new one.
 * @returns {Promise<string>}
 */
export function getToken() {
  current ??= fetchToken().finally(() => {
    current = null;
  });
  return current;
}

/**
 * @param {string} path below the version, or a whole path from `nextRecordsUrl`
 * @returns {Promise<any>}
 */
async function get(path) {
  const url = path.startsWith("/services") ? path : `/services/data/${version}${path}`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${await getToken()}` } });
  const body = await response.json();
  if (!response.ok) throw new Error(body[0]?.message ?? response.statusText);
  return body;
}

/**
 * @param {string} soql
 * @returns {Promise<{ totalSize: number, records: Record<string, any>[] }>}
 */
export const query = (soql) => get(`/query?q=${encodeURIComponent(soql)}`);

/** @type {Map<string, Promise<any>>} */
const kept = new Map();

/** @param {string} path */
function once(path) {
  const known = kept.get(path) ?? get(path);
  kept.set(path, known);
  return known;
}

/** @returns {Promise<{ name: string, label: string, labelPlural: string, keyPrefix: string }[]>} */
export const objects = async () => (await once("/sobjects")).sobjects;

/**
 * @param {string} name
 * @returns {Promise<{ name: string, label: string, labelPlural: string, childRelationships: any[], fields: any[] }>}
 */
export const describe = (name) => once(`/sobjects/${encodeURIComponent(name)}/describe`);

/**
 * @param {string} object
 * @param {string} id
 * @returns {Promise<Record<string, any>>}
 */
export const record = (object, id) => get(`/sobjects/${encodeURIComponent(object)}/${encodeURIComponent(id)}`);

/** @param {string} text */
export const quoted = (text) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
