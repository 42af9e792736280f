// Reading: the layers served beside the page, and the state packed by components/carte/carte.py.
(() => {
  const atlas = (window.atlasCarte = window.atlasCarte || {});
  const lectures = new Map(); // address -> promise of its content, so that each is fetched once

  function inflate(octets, format) {
    const flux = new Blob([octets]).stream().pipeThrough(new DecompressionStream(format));
    return new Response(flux).json();
  }

  async function fetchJson(adresse) {
    // Addresses carry a hash of the content: whatever the HTTP cache holds for them is right.
    const reponse = await fetch(adresse, { cache: "force-cache" });
    if (!reponse.ok) throw new Error(`${adresse} : ${reponse.status}`);
    const octets = new Uint8Array(await reponse.arrayBuffer());
    // A server or a proxy may have decompressed the file on the way: only its bytes tell.
    const compresse = octets[0] === 0x1f && octets[1] === 0x8b;
    return compresse ? inflate(octets, "gzip") : JSON.parse(new TextDecoder().decode(octets));
  }

  function readOnce(adresse) {
    if (!lectures.has(adresse)) {
      const lecture = fetchJson(adresse);
      lectures.set(adresse, lecture);
      lecture.catch(() => lectures.delete(adresse)); // a failure is not for ever
    }
    return lectures.get(adresse);
  }

  // Two base-36 digits of per-mille per feature; "--" when there is no rate.
  function rateAt(taux, rang) {
    const chiffres = taux.slice(2 * rang, 2 * rang + 2);
    return chiffres === "--" ? null : parseInt(chiffres, 36) / 10;
  }

  // "S0P15" -> [{index: 0, statut: "s"}, {index: 41, statut: "p"}]
  function readReferences(champ) {
    return Array.from(champ.matchAll(/([A-Z])([0-9a-z]+)/g), ([, statut, index]) => ({
      index: parseInt(index, 36),
      statut: statut.toLowerCase(),
    }));
  }

  async function readPackage(paquet) {
    const octets = Uint8Array.from(atob(paquet), (caractere) => caractere.charCodeAt(0));
    const etat = await inflate(octets, "deflate");
    return { ...etat, references: etat.contrats.split(";") };
  }

  atlas.lecture = { readOnce, readPackage, readReferences, rateAt };
})();
