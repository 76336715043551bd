// Where answers wait on this device: each sealed with a key that only its person's pages carry, in the browser's own
// database. Without one, or where the browser cannot seal, they wait in the page alone.
window.sealed = (() => {
  "use strict";
  const words = document.getElementById("unsent").dataset;
  const coder = new TextEncoder();
  let keys = [];
  let base = null; // the database; without one everything is kept in this page alone
  let writing = Promise.resolve();
  let unreadable = 0;

  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const storeOf = (opened, how) => opened.transaction("answers", how).objectStore("answers");

  // Returns what this person left here, the oldest first.
  async function open() {
    if (!window.isSecureContext || !window.indexedDB || !crypto.subtle) return [];
    const request = indexedDB.open("unsent", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("answers", { keyPath: "mutation" })
      .createIndex("holder", "holder");
    const opened = await done(request);
    const holders = words.assessment ? JSON.parse(words.holders) : await holdersOfAll(opened);
    keys = await Promise.all(holders.map(async ([holder, key]) => ({
      holder, key: await crypto.subtle.importKey("raw", bytes(key), "AES-GCM", false, ["encrypt", "decrypt"]),
    })));
    const found = [];
    for (const { holder, key } of keys) {
      const records = await done(storeOf(opened, "readonly").index("holder").getAll(holder));
      for (const record of records) found.push(await unseal(record, key));
    }
    base = opened;
    return found.filter(Boolean).sort((one, other) => one.at - other.at);
  }

  // A page about no one assessment asks for the keys to whatever this person left here: it may be out of reach by now.
  async function holdersOfAll(opened) {
    const records = await done(storeOf(opened, "readonly").getAll());
    const asked = [...new Set(records.map((record) => record.assessment))].map(async (uuid) => {
      const answer = await fetch(words.keys.replace(/0{8}.{28}/, uuid)).catch(() => null);
      return answer && answer.ok && !answer.redirected ? (await answer.json()).holders : [];
    });
    return (await Promise.all(asked)).flat();
  }

  async function unseal(record, key) {
    const how = { name: "AES-GCM", iv: record.iv, additionalData: coder.encode(record.mutation) };
    try {
      const plain = await crypto.subtle.decrypt(how, key, record.sealed);
      return JSON.parse(new TextDecoder().decode(plain));
    } catch {
      unreadable += 1;
      return null;
    }
  }

  async function seal(entry, { holder, key, assessment }) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const how = { name: "AES-GCM", iv, additionalData: coder.encode(entry.mutation) };
    const sealed = await crypto.subtle.encrypt(how, key, coder.encode(JSON.stringify(entry)));
    return { mutation: entry.mutation, assessment, holder, iv, sealed };
  }

  // One act after the other: what replaces an entry and what removes it never overtake its being written.
  function inTurn(act) {
    writing = writing.then(() => base && act()).catch(() => { base = null; });
    return writing;
  }

  function write(entry, replaced, isStillKept) {
    return inTurn(async () => {
      const record = isStillKept() ? await seal(entry, { ...keys[0], assessment: words.assessment }) : null;
      const store = storeOf(base, "readwrite");
      for (const mutation of replaced) store.delete(mutation);
      if (record) await done(store.put(record));
    });
  }

  // The same entry, otherwise: under the key that it was kept under, whatever this page is about, and only where it is
  // still kept; another tab may have put a newer one in its place.
  function rewrite(entry) {
    return inTurn(async () => {
      const before = await done(storeOf(base, "readonly").get(entry.mutation));
      const own = before && keys.find(({ holder }) => holder === before.holder);
      if (!own) return;
      const record = await seal(entry, { ...own, assessment: before.assessment });
      const store = storeOf(base, "readwrite");
      if (await done(store.getKey(entry.mutation))) await done(store.put(record));
    });
  }

  const remove = (mutation) => inTurn(() => done(storeOf(base, "readwrite").delete(mutation)));

  return {
    isOpen: () => Boolean(base),
    open: () => open().catch(() => []),
    remove,
    rewrite,
    unreadable: () => unreadable,
    write,
    written: () => writing,
  };
})();
