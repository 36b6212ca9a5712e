// @ts-check
// What this device keeps of the person: a small store of our own, on the disk before we say so.
// A handle that the browser has lost is opened anew, once for each thing that is asked of it.

/** The name of the store; all of it goes when everything is forgotten. */
export const NAME = "instep";

const VERSION = 1;

/** Letters to be sent, by id and version; and what there is one of, by name. */
export const OUTBOX = "outbox";
export const KEPT = "kept";

/** @type {Promise<IDBDatabase> | null} */
let handle = null;

/** @returns {Promise<IDBDatabase>} */
function opened() {
  handle ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(OUTBOX, { keyPath: "key" });
      request.result.createObjectStore(KEPT);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("the store is held by another page"));
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => closed(database);
      database.onclose = () => closed(database);
      resolve(database);
    };
  });
  handle.catch(() => (handle = null));
  return handle;
}

/** Another page forgets everything, or the browser took the store away. @param {IDBDatabase} database */
function closed(database) {
  handle = null;
  database.close();
}

/**
 * One whole piece of work: all of it is on the disk, or none.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(outbox: IDBObjectStore, kept: IDBObjectStore) => () => T} work asks, and gives how to
 *   read what was answered once all is done
 * @returns {Promise<T>}
 */
export async function inStore(mode, work) {
  try {
    return await once(await opened(), mode, work);
  } catch (error) {
    if (isLasting(error)) throw error;
    handle = null;
    return once(await opened(), mode, work);
  }
}

/** A full disk stays full; everything else may be a handle that was lost. @param {unknown} error */
function isLasting(error) {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}

/**
 * @template T
 * @param {IDBDatabase} database
 * @param {IDBTransactionMode} mode
 * @param {(outbox: IDBObjectStore, kept: IDBObjectStore) => () => T} work
 * @returns {Promise<T>}
 */
function once(database, mode, work) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction([OUTBOX, KEPT], mode, { durability: "strict" });
    const read = work(transaction.objectStore(OUTBOX), transaction.objectStore(KEPT));
    transaction.oncomplete = () => resolve(read());
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error ?? new Error("was cut off"));
  });
}

/**
 * What is kept under this name; undefined where nothing is.
 * @param {string} name
 * @returns {Promise<any>}
 */
export function kept(name) {
  return inStore("readonly", (_, store) => {
    const request = store.get(name);
    return () => request.result;
  });
}

/**
 * Keep this under this name; null takes it away.
 * @param {string} name
 * @param {unknown} value
 */
export function keep(name, value) {
  return inStore("readwrite", (_, store) => {
    put(store, name, value);
    return () => undefined;
  });
}

/** @param {IDBObjectStore} store @param {string} name @param {unknown} value */
export function put(store, name, value) {
  if (value === null) store.delete(name);
  else store.put(value, name);
}
