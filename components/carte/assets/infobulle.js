// The pointer: what is said of the territory under it, and its clicks. Texts come from data, so
// they are only ever written with textContent.
(() => {
  const atlas = (window.atlasCarte = window.atlasCarte || {});
  const { formes, lecture, memoire } = atlas;
  const { COMPTES, carte, isContext, aspectOf } = memoire;
  const NOMS_MONTRES = 4;
  const DOUBLE_CLIC_MS = 250; // a second press within that time zooms, and opens nothing
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

  // ---- Hover and click ---------------------------------------------------------------------

  // st_folium reports every click on the map. Only those on a territory mean something, and they
  // are fired by hand with its point: the others (sea, context) stop here.
  function keepOwnClicksOnly(map) {
    const fire = map.fire;
    map.fire = function (type, donnees, ...suite) {
      if (type !== "click" || donnees?.territoire) return fire.call(this, type, donnees, ...suite);
      hideTooltip(); // a tap beside the territories puts it away
      return this;
    };
  }

  function tooltipContent(forme) {
    const { etat, reglages, aspects } = carte;
    const territoire = {
      ...forme.entite.properties,
      taux: lecture.rateAt(etat.taux, forme.rang),
      references: lecture.readReferences(etat.references[forme.rang] ?? ""),
    };
    const mots = {
      annee: reglages.annee, aspects: aspects.statut, compte: COMPTES[etat.compte],
    };
    return content(territoire, aspectOf(etat, forme), etat.nomsLus, mots);
  }

  function onHover({ propagatedFrom: forme, containerPoint }) {
    if (isContext(carte.etat, forme)) return;
    if (carte.survolee !== forme) {
      hideTooltip();
      carte.survolee = forme;
      highlight(forme);
      carte.bulle.show(tooltipContent(forme));
    }
    carte.bulle.move(containerPoint);
  }

  function refreshTooltip() {
    if (carte.survolee) carte.bulle.show(tooltipContent(carte.survolee));
  }

  // A copy of the outline, above everything: moving the shape itself would unsettle the pointer.
  function highlight(forme) {
    const renderer = carte.plans.survol?.renderer ?? formes.newRenderer("atlas-survol");
    const trait = L.polygon(forme.getLatLngs(), {
      renderer, fill: false, interactive: false, color: "#14181c", weight: 2.2, smoothFactor: 0.5,
    });
    carte.plans.survol = { renderer, groupe: trait.addTo(carte.map) };
  }

  function hideTooltip() {
    carte.bulle.hide();
    carte.plans.survol?.groupe.remove();
    carte.survolee = null;
  }

  function onClick(evenement) {
    const forme = evenement.propagatedFrom;
    if (isContext(carte.etat, forme)) return;
    onHover(evenement); // a tap has no hover before it
    clearTimeout(carte.clic);
    if (evenement.originalEvent?.detail > 1) return; // Leaflet zooms
    carte.clic = setTimeout(open, DOUBLE_CLIC_MS, forme);
  }

  function open(forme) {
    if (!carte.formes.includes(forme)) return; // the map has changed meanwhile
    const [longitude, latitude] = forme.entite.properties.p;
    // st_folium only reports a click that differs from the last one: a hair's breadth, at random,
    // makes the second click on a territory as good as the first.
    const hasard = Math.random() * 4e-7;
    const latlng = L.latLng(latitude + hasard, longitude);
    carte.map.fire("click", { latlng, territoire: forme.entite.id });
  }

  atlas.infobulle = {
    create, keepOwnClicksOnly, onHover, onClick, refreshTooltip, hideTooltip,
  };
})();
