// What moves a presentation: keys, clicks, the clock of autoplay. It runs in the page itself, and
// listens inside the map's frame too, where a click would otherwise take the keyboard away.
//
// Positions are absolute ("slide 4, step 2"), so that a key pressed twice before the server has
// answered moves by two. The one wished for is that of the address, which keys write at once.

const DELAI_ETAPE = 1100; // milliseconds between two years of an animated slide
const DELAI_RAPPEL = 800; // before a wish that was not answered is made again
const DELAI_CADRES = 400; // between two looks at the frames of the page
const DELAI_REPOS = 3000; // without a move or a key, before the buttons fade
const SUIVANTE = new Set(["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"]);
const PRECEDENTE = new Set(["ArrowLeft", "ArrowUp", "PageUp", "Backspace"]);
const CHAMPS = "input, textarea, select, [contenteditable=true], [role=textbox], [role=combobox]";
const MOUVEMENTS = ["pointermove", "pointerdown"];
const INERTES = "a, button, input, select, textarea, summary, iframe, .js-plotly-plot, .message";

const vues = new WeakMap();

export default function (composant) {
  const { parentElement } = composant;
  if (!vues.has(parentElement)) vues.set(parentElement, create(parentElement));
  const vue = vues.get(parentElement);
  vue.update(composant);
  // Also called when the data change: only a host that left the page is really gone.
  return () =>
    setTimeout(() => {
      const hote = parentElement.host ?? parentElement;
      if (hote.isConnected) return;
      vue.stop();
      vues.delete(parentElement);
    }, 50);
}

function create(racine) {
  const trouver = (nom) => racine.querySelector(`[data-role=${nom}]`);
  const sobre = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const etat = {
    send: () => {}, position: 1, total: 1, etape: 0, etapes: 0, rythme: 0,
    enLecture: false, pret: false, minuteur: null, rappel: null, repos: null, souris: "",
  };
  const chemin = location.pathname;
  const parametre = (nom) => new URLSearchParams(location.search).get(nom);

  // The page stays on the screen until the server has drawn the next one: keys are not for it.
  const isHere = () => racine.isConnected && location.pathname === chemin
    && parametre("mode") === "projection";

  // ---- Moving --------------------------------------------------------------------------------

  function goTo(position, etape = 0) {
    if (!isHere()) return;
    const cible = Math.min(Math.max(position, 1), etat.total);
    if (cible === etat.position && etape === etat.etape) return;
    Object.assign(etat, { position: cible, etape });
    showProgress();
    rememberInAddress(cible);
    sendWish();
  }

  function sendWish() {
    etat.send("vers", { diapo: etat.position, etape: etat.etape });
  }

  // The address follows without one more entry in the history: "back" leaves the presentation.
  function rememberInAddress(position) {
    if (parametre("diapo") === String(position)) return;
    const parametres = new URLSearchParams(location.search);
    parametres.set("diapo", position);
    const suite = parametres.toString().replaceAll("%2C", ","); // diapos=titre,region
    history.replaceState(history.state, "", `${location.pathname}?${suite}`);
  }

  function followAddress() {
    const ecrite = Number(parametre("diapo"));
    const suivie = isHere() && ecrite >= 1 && ecrite <= etat.total && ecrite !== etat.position;
    if (suivie) Object.assign(etat, { position: ecrite, etape: 0 });
    return etat.position;
  }

  const next = () => goTo(followAddress() + 1);
  const previous = () => goTo(followAddress() - 1);

  function leave() {
    setPlaying(false);
    etat.send("quitter", Date.now());
  }

  // fenetre.js opens the window; a browser that refuses is told of, with another way to the notes.
  function openNotes() {
    const demande = new CustomEvent("atlas:notes", { cancelable: true, detail: {} });
    const ouverte = document.dispatchEvent(demande);
    if (!ouverte) trouver("lien-notes").href = demande.detail.adresse;
    trouver("bloquee").hidden = ouverte;
    if (!ouverte) trouver("lien-notes").focus();
  }

  function toggleHelp(ouvrir = trouver("aide").hidden) {
    trouver("aide").hidden = !ouvrir;
    trouver("bouton-aide").setAttribute("aria-expanded", String(ouvrir));
  }

  // What Escape does: a message is closed before the presentation is.
  function escape() {
    const ouvert = ["bloquee", "aide"].find((nom) => !trouver(nom).hidden);
    if (!ouvert) leave();
    else if (ouvert === "aide") toggleHelp(false);
    else trouver(ouvert).hidden = true;
  }

  function toggleFullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  }

  // ---- Clock: years of an animated slide, then the next slide ---------------------------------

  function schedule() {
    clearTimeout(etat.minuteur);
    const animee = etat.etapes > 1 && etat.etape < etat.etapes - 1;
    if (animee) {
      const suivante = sobre ? etat.etapes - 1 : etat.etape + 1;
      etat.minuteur = setTimeout(() => goTo(etat.position, suivante), sobre ? 0 : DELAI_ETAPE);
    } else if (etat.enLecture && etat.position < etat.total) {
      etat.minuteur = setTimeout(next, etat.rythme * 1000);
    } else if (etat.enLecture) {
      setPlaying(false);
    }
  }

  function setPlaying(enLecture) {
    etat.enLecture = enLecture;
    const bouton = trouver("lecture");
    bouton.textContent = enLecture ? "Pause" : "Lecture";
    bouton.title = enLecture
      ? "Arrêter le défilement (p)"
      : `Une diapositive toutes les ${etat.rythme} secondes (p)`;
    bouton.setAttribute("aria-pressed", String(enLecture));
    schedule();
  }

  // ---- Keys and clicks -----------------------------------------------------------------------

  const TOUCHES = {
    Home: () => goTo(1),
    End: () => goTo(etat.total),
    Escape: escape,
    p: () => setPlaying(!etat.enLecture),
    n: openNotes,
    r: () => etat.etapes > 1 && goTo(etat.position, 0),
    f: toggleFullScreen,
    "?": () => toggleHelp(),
  };

  function actionOf(touche, majuscule) {
    if (majuscule && touche === " ") return previous; // as browsers and slides do everywhere
    if (SUIVANTE.has(touche)) return next;
    if (PRECEDENTE.has(touche)) return previous;
    return TOUCHES[touche.length === 1 ? touche.toLowerCase() : touche];
  }

  function onKey(evenement) {
    wake();
    const { key, ctrlKey, altKey, metaKey, shiftKey } = evenement;
    const cible = evenement.composedPath()[0];
    if (ctrlKey || altKey || metaKey || cible?.closest?.(CHAMPS)) return;
    if ((key === " " || key === "Enter") && cible?.closest?.("a, button, summary")) return;
    const action = actionOf(key, shiftKey);
    if (!action || !isHere()) return;
    evenement.preventDefault();
    evenement.stopImmediatePropagation(); // neither the map nor Streamlit has a use for it
    action();
  }

  // A key pressed in the window of the speaker.
  function onDistantKey({ detail: { touche, majuscule } }) {
    actionOf(touche, majuscule)?.();
  }

  function onClick(evenement) {
    const chemin = evenement.composedPath();
    if (chemin.some((element) => element.matches?.(INERTES))) return;
    if (String(document.getSelection())) return; // a text being selected is not a click
    const cadre = (document.querySelector(".st-key-scene") ?? document.body).getBoundingClientRect();
    if (evenement.clientX < cadre.left + cadre.width * 0.12) previous();
    else next();
  }

  const ecoutes = new Set();

  function listen(doc) {
    if (!doc || ecoutes.has(doc)) return;
    ecoutes.add(doc);
    doc.addEventListener("keydown", onKey, true);
    for (const nom of MOUVEMENTS) doc.addEventListener(nom, wake, { capture: true, passive: true });
  }

  function unlisten(doc) {
    doc.removeEventListener("keydown", onKey, true);
    for (const nom of MOUVEMENTS) doc.removeEventListener(nom, wake, { capture: true });
  }

  // Frames come and go, and a frame that loads gets a new document.
  function listenToFrames() {
    for (const cadre of document.querySelectorAll("iframe")) {
      try {
        listen(cadre.contentDocument);
      } catch {
        // another origin: nothing of ours
      }
    }
    for (const doc of ecoutes) if (!doc.defaultView) ecoutes.delete(doc);
  }

  // ---- Buttons that fade while the mouse rests -------------------------------------------------

  // A slide that changes under a still mouse sends a move too: only one that goes elsewhere counts.
  function wake({ type, screenX, screenY } = {}) {
    const lieu = `${screenX} ${screenY}`;
    if (type === "pointermove" && lieu === etat.souris) return;
    if (type === "pointermove") etat.souris = lieu;
    clearTimeout(etat.repos);
    setResting(false);
    etat.repos = setTimeout(() => setResting(true), DELAI_REPOS);
  }

  // The style sheets say what fades: not on a phone, nor what the keyboard has reached.
  function setResting(auRepos) {
    racine.querySelector(".commandes").toggleAttribute("data-repos", auRepos);
    document.querySelector(".st-key-scene")?.toggleAttribute("data-repos", auRepos);
  }

  // ---- Display -------------------------------------------------------------------------------

  function showProgress() {
    trouver("compte").textContent = `${etat.position} / ${etat.total}`;
    const barre = trouver("barre");
    barre.setAttribute("aria-valuenow", etat.position);
    barre.setAttribute("aria-valuemax", etat.total);
    trouver("avance").style.width = `${(100 * etat.position) / etat.total}%`;
    trouver("precedente").disabled = etat.position === 1;
    trouver("suivante").disabled = etat.position === etat.total;
    tellPosition();
  }

  function tellPosition() {
    document.dispatchEvent(new CustomEvent("atlas:position", { detail: { diapo: etat.position } }));
  }

  function update({ data, setTriggerValue }) {
    etat.send = setTriggerValue;
    Object.assign(etat, { total: data.total, rythme: data.rythme || data.rythmeParDefaut });
    if (!etat.pret) etat.position = data.diapo;
    followAddress();
    // An answer to an older move would take the reader back: the latest wish wins.
    const enRetard = data.diapo !== etat.position;
    clearTimeout(etat.rappel);
    if (enRetard) etat.rappel = setTimeout(sendWish, DELAI_RAPPEL);
    if (!enRetard) {
      Object.assign(etat, { position: data.diapo, etape: data.etape, etapes: data.etapes });
    }
    if (!etat.pret) {
      etat.pret = true;
      setPlaying(Boolean(data.rythme));
    } else if (!enRetard) {
      schedule();
    }
    showProgress();
    listenToFrames();
  }

  const actions = {
    precedente: previous, suivante: next, lecture: () => setPlaying(!etat.enLecture),
    "bouton-notes": openNotes, "bouton-aide": () => toggleHelp(), quitter: leave,
    fermer: () => toggleHelp(false), "fermer-bloquee": escape, "lien-notes": escape,
  };
  for (const [nom, action] of Object.entries(actions)) {
    trouver(nom).addEventListener("click", ({ currentTarget, detail }) => {
      if (detail) currentTarget.blur(); // with the mouse: the space bar goes on moving the slides
      action();
    });
  }
  listen(document);
  document.addEventListener("click", onClick);
  document.addEventListener("atlas:touche", onDistantKey);
  document.addEventListener("atlas:ou", tellPosition);
  const veille = setInterval(listenToFrames, DELAI_CADRES);
  wake();

  function stop() {
    clearInterval(veille);
    [etat.minuteur, etat.rappel, etat.repos].forEach(clearTimeout);
    document.removeEventListener("click", onClick);
    document.removeEventListener("atlas:touche", onDistantKey);
    document.removeEventListener("atlas:ou", tellPosition);
    ecoutes.forEach(unlisten);
    if (document.fullscreenElement) document.exitFullscreen();
  }

  return { update, stop };
}
