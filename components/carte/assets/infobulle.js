// Tooltip: what is said of the territory under the pointer. Texts come from data, so they are
// only ever written with textContent.
(() => {
  const atlas = (window.atlasCarte = window.atlasCarte || {});
  const NOMS_MONTRES = 4;
  const nombres = new Intl.NumberFormat("fr-FR");
  const pourcents = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });

  function element(balise, classe, ...contenu) {
    const noeud = document.createElement(balise);
    if (classe) noeud.className = classe;
    noeud.append(...contenu); // strings become text nodes
    return noeud;
  }

  function contractItems(references, noms, aspects) {
    const montres = references.slice(0, noms ? NOMS_MONTRES : 0);
    const lignes = montres.map(({ index, statut }) => {
      const mot = element("span", "atlas-mot", ` (${aspects[statut].libelle.toLowerCase()})`);
      return element("li", "", noms[index] ?? "Contrat", mot);
    });
    const autres = references.length - montres.length;
    if (autres > 0) {
      const suite = `${montres.length ? "et " : ""}${nombres.format(autres)}`;
      const mot = `${montres.length ? "autre" : "contrat"}${autres > 1 ? "s" : ""}`;
      lignes.push(element("li", "atlas-suite", `${suite} ${mot}`));
    }
    return lignes;
  }

  // territoire: {nom, population, taux (percent or null), references}; noms: all the names, or
  // undefined while they are not there.
  function content(territoire, aspect, noms, { annee, aspects, compte }) {
    const habitants = `${nombres.format(territoire.population)}\u00a0hab. (${annee})`;
    const parties = [
      element("strong", "", territoire.nom),
      element("div", "atlas-population", habitants),
      element("div", "atlas-classe", atlas.motifs.swatch(aspect), aspect.libelle),
    ];
    if (territoire.taux !== null) {
      const taux = `${pourcents.format(territoire.taux)}\u00a0%`;
      parties.push(element("div", "", `Population couverte par ${compte}\u00a0: ${taux}`));
    }
    const contrats = contractItems(territoire.references, noms, aspects);
    if (contrats.length) parties.push(element("ul", "", ...contrats));
    return parties;
  }

  // Beside the pointer, on the side where there is room, never out of the map.
  function position(bulle, point, conteneur) {
    const [largeur, hauteur] = [bulle.offsetWidth, bulle.offsetHeight];
    const ecart = 14;
    const aDroite = point.x + ecart + largeur <= conteneur.clientWidth;
    const enBas = point.y + ecart + hauteur <= conteneur.clientHeight;
    const gauche = aDroite ? point.x + ecart : point.x - ecart - largeur;
    const haut = enBas ? point.y + ecart : point.y - ecart - hauteur;
    const bornee = (valeur, maximum) => Math.max(4, Math.min(valeur, maximum - 4));
    bulle.style.left = `${bornee(gauche, conteneur.clientWidth - largeur)}px`;
    bulle.style.top = `${bornee(haut, conteneur.clientHeight - hauteur)}px`;
  }

  function create(conteneur) {
    const bulle = element("div", "atlas-infobulle");
    bulle.setAttribute("role", "tooltip");
    bulle.hidden = true;
    conteneur.append(bulle);
    return {
      show(parties) {
        bulle.replaceChildren(...parties);
        bulle.hidden = false;
      },
      move: (point) => position(bulle, point, conteneur),
      hide: () => {
        bulle.hidden = true;
      },
    };
  }

  atlas.infobulle = { create, content };
})();
