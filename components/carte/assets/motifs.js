// Patterns: one drawing per motif, used as an SVG <pattern> and as a canvas pattern alike.
(() => {
  const atlas = (window.atlasCarte = window.atlasCarte || {});
  const SVG = "http://www.w3.org/2000/svg";

  // One tile of each, in pixels: thin enough for a territory ten pixels wide.
  const DESSINS = {
    hachures: { trace: "M-2,2 l4,-4 M0,6 l6,-6 M4,8 l4,-4", cote: 6, epaisseur: 1, opacite: 0.85 },
    contre_hachures: {
      trace: "M-2,4 l4,4 M0,0 l6,6 M4,-2 l4,4", cote: 6, epaisseur: 1, opacite: 0.85,
    },
    croix: { trace: "M2.3,2.3 l2.4,2.4 M4.7,2.3 l-2.4,2.4", cote: 7, epaisseur: 0.8, opacite: 0.7 },
    points: { trace: "M1.5,1.5 h0 M4.5,4.5 h0", cote: 6, epaisseur: 1.5, opacite: 0.9 }, // round caps
    lignes: { trace: "M0,3 h6", cote: 6, epaisseur: 1.2, opacite: 0.85 },
    colonnes: { trace: "M3,0 v6", cote: 6, epaisseur: 1.2, opacite: 0.85 },
    rayures: { trace: "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4", cote: 8, epaisseur: 2, opacite: 0.85 },
    ronds: {
      trace: "M2,4 a2,2 0 1,0 4,0 a2,2 0 1,0 -4,0", cote: 8, epaisseur: 0.9, opacite: 0.85,
    },
    treillis: { trace: "M0,4 h8 M0,8 l4,-8 l4,8", cote: 8, epaisseur: 0.8, opacite: 0.7 },
    semis: { trace: "M4.5,4.5 h0", cote: 9, epaisseur: 1.6, opacite: 0.8 }, // a round cap
    grille: { trace: "M0,3 h6 M3,0 v6", cote: 6, epaisseur: 0.9, opacite: 0.8 },
  };

  function svg(nom, attributs) {
    const element = document.createElementNS(SVG, nom);
    for (const [cle, valeur] of Object.entries(attributs)) element.setAttribute(cle, valeur);
    return element;
  }

  function svgPattern(id, aspect) {
    const dessin = DESSINS[aspect.motif];
    const motif = svg("pattern", {
      id, width: dessin.cote, height: dessin.cote, patternUnits: "userSpaceOnUse",
    });
    motif.append(
      svg("rect", { width: dessin.cote, height: dessin.cote, fill: aspect.couleur }),
      svg("path", {
        d: dessin.trace,
        fill: "none",
        stroke: aspect.couleurMotif,
        "stroke-width": dessin.epaisseur,
        "stroke-opacity": dessin.opacite,
        "stroke-linecap": "round",
      }),
    );
    return motif;
  }

  function canvasPattern(aspect) {
    const dessin = DESSINS[aspect.motif];
    const finesse = 2; // twice as many pixels, for dense screens
    const tuile = document.createElement("canvas");
    tuile.width = tuile.height = dessin.cote * finesse;
    const pinceau = tuile.getContext("2d");
    pinceau.scale(finesse, finesse);
    pinceau.fillStyle = aspect.couleur;
    pinceau.fillRect(0, 0, dessin.cote, dessin.cote);
    pinceau.globalAlpha = dessin.opacite;
    pinceau.strokeStyle = aspect.couleurMotif;
    pinceau.lineWidth = dessin.epaisseur;
    pinceau.lineCap = "round";
    pinceau.stroke(new Path2D(dessin.trace));
    const motif = pinceau.createPattern(tuile, "repeat");
    motif.setTransform(new DOMMatrix().scale(1 / finesse));
    return motif;
  }

  // Perceived lightness, 0 to 1: borders of light shapes are drawn dark, and the reverse.
  function lightness(couleur) {
    const [r, v, b] = [1, 3, 5].map((debut) => parseInt(couleur.slice(debut, debut + 2), 16));
    return (0.299 * r + 0.587 * v + 0.114 * b) / 255;
  }

  // [libelle, couleur, motif, couleurMotif] per code -> aspects ready to paint with.
  function prepare(tables, conteneur) {
    const defs = svg("defs", {});
    const aspects = {};
    for (const [mode, table] of Object.entries(tables)) {
      aspects[mode] = {};
      for (const [code, [libelle, couleur, motif, couleurMotif]] of Object.entries(table)) {
        const aspect = { libelle, couleur, motif, couleurMotif, clair: lightness(couleur) > 0.9 };
        aspect.remplissage = aspect.remplissageCanvas = couleur;
        if (motif) {
          const id = `motif-${mode}-${code}`;
          defs.append(svgPattern(id, aspect));
          aspect.remplissage = `url(#${id})`;
          aspect.remplissageCanvas = canvasPattern(aspect);
        }
        aspects[mode][code] = aspect;
      }
    }
    // Not "display: none", which would empty the patterns in some browsers.
    const porteur = svg("svg", { width: 0, height: 0, "aria-hidden": "true", class: "atlas-motifs" });
    porteur.append(defs);
    conteneur.append(porteur);
    return aspects;
  }

  function swatch(aspect) {
    const pastille = svg("svg", { width: 14, height: 14, "aria-hidden": "true" });
    pastille.append(
      svg("rect", {
        x: 0.5, y: 0.5, width: 13, height: 13, rx: 2,
        fill: aspect.remplissage, stroke: "#5f6b76",
      }),
    );
    return pastille;
  }

  atlas.motifs = { prepare, swatch, svg };
})();
