// What hands do: buttons, wheel, fingers, keyboard. Nothing here knows what the map shows.
(() => {
  const atlas = (window.atlasCarte = window.atlasCarte || {});
  const { svg } = atlas.motifs;

  function overviewIcon() {
    const dessin = svg("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" });
    dessin.append(
      svg("path", {
        d: "M2,6 V2 H6 M10,2 H14 V6 M14,10 V14 H10 M6,14 H2 V10",
        fill: "none", stroke: "currentColor", "stroke-width": 1.8,
      }),
    );
    return dessin;
  }

  function addButtons(map, overview) {
    const zoom = L.control.zoom({
      position: "topright", zoomInTitle: "Zoomer", zoomOutTitle: "Dézoomer",
    });
    zoom.addTo(map);
    const bouton = L.DomUtil.create("a", "atlas-ensemble", zoom.getContainer());
    bouton.href = "#";
    bouton.title = "Vue d'ensemble";
    bouton.setAttribute("role", "button");
    bouton.setAttribute("aria-label", bouton.title);
    bouton.append(overviewIcon());
    L.DomEvent.on(bouton, "click", L.DomEvent.stop).on(bouton, "click", overview);
  }

  // The wheel scrolls the page until the map has been clicked or reached with the keyboard.
  function setUpWheel(map) {
    const conteneur = map.getContainer();
    map.scrollWheelZoom.disable();
    conteneur.addEventListener("focusin", () => map.scrollWheelZoom.enable());
    conteneur.addEventListener("focusout", () => map.scrollWheelZoom.disable());
    window.addEventListener("blur", () => map.scrollWheelZoom.disable());
    conteneur.addEventListener("pointerdown", () => map.scrollWheelZoom.enable());
  }

  // One finger scrolls the page, two move the map: on a phone the map fills the screen, and
  // would otherwise hold the reader captive.
  function setUpFingers(map) {
    if (!window.matchMedia("(pointer: coarse)").matches) return;
    const conteneur = map.getContainer();
    const conseil = L.DomUtil.create("div", "atlas-conseil", conteneur);
    conseil.textContent = "Deux doigts pour déplacer la carte";
    let attente;
    map.dragging.disable();
    conteneur.addEventListener(
      "touchmove",
      (evenement) => {
        conseil.classList.toggle("atlas-visible", evenement.touches.length === 1);
        clearTimeout(attente);
        attente = setTimeout(() => conseil.classList.remove("atlas-visible"), 900);
      },
      { passive: true },
    );
  }

  // Leaflet gives the map the focus when the button goes down; were the page to scroll to show
  // the whole map, the button would come up over another territory.
  function focusWithoutScrolling(conteneur) {
    conteneur.focus = (options) =>
      HTMLElement.prototype.focus.call(conteneur, { preventScroll: true, ...options });
  }

  function setUp(map, overview) {
    Object.assign(map.options, { zoomSnap: 0.1, wheelPxPerZoomLevel: 90, maxBoundsViscosity: 0.8 });
    addButtons(map, overview);
    focusWithoutScrolling(map.getContainer());
    setUpWheel(map);
    setUpFingers(map);
  }

  atlas.gestes = { setUp };
})();
