// The window of the speaker: notes, what comes next, the time. It knows nothing by itself: it asks
// the presentation, open in the same browser, and sends it the keys. Closing it changes nothing.

const ATTENTE = 2500; // milliseconds before it says that nobody answers
const TOUCHES = new Set(["ArrowRight", "ArrowLeft", "PageDown", "PageUp", " ", "Enter", "Backspace",
  "Home", "End", "p", "r"]);
const SANS_CANAL = "Cette fenêtre s'ouvre depuis une présentation : touche n, ou bouton Notes.";
const SANS_REPONSE = "Aucune présentation ne répond dans ce navigateur. Lancez-la, puis ouvrez les "
  + "notes avec la touche n.";
const FERMEE = "La présentation est fermée : ces notes ne la suivent plus.";

const nom = new URLSearchParams(location.search).get("canal");
const canal = nom ? new BroadcastChannel(nom) : null;
const trouver = (id) => document.getElementById(id);
const etat = { diapositives: [], diapo: 1, depart: null, entendue: false };

function avertir(texte) {
  trouver("avis").textContent = texte;
  trouver("avis").hidden = !texte;
}

function ecrire(id, texte) {
  trouver(id).textContent = texte || "";
}

function montrer() {
  const total = etat.diapositives.length;
  const courante = etat.diapositives[etat.diapo - 1];
  const suivante = etat.diapositives[etat.diapo];
  trouver("precedente").disabled = !courante || etat.diapo === 1;
  trouver("suivante").disabled = !courante || etat.diapo === total;
  if (!courante) return;
  document.querySelector("main").hidden = false;
  ecrire("compte", `${etat.diapo} / ${total}`);
  ecrire("titre", courante.titre);
  ecrire("phrase", courante.phrase);
  ecrire("pied", courante.pied);
  ecrire("titre-suivant", suivante ? suivante.titre : "Fin de la présentation.");
  ecrire("phrase-suivante", suivante?.phrase);
  const notes = courante.notes.map((note) => {
    const ligne = document.createElement("li");
    ligne.textContent = note;
    return ligne;
  });
  trouver("notes").replaceChildren(...notes);
  trouver("notes").scrollTop = 0;
}

const deux = (nombre) => String(nombre).padStart(2, "0");

function montrerLHeure() {
  const maintenant = new Date();
  ecrire("heure", `${deux(maintenant.getHours())}:${deux(maintenant.getMinutes())}`);
  if (etat.depart === null) return;
  const secondes = Math.max(Math.floor((Date.now() - etat.depart) / 1000), 0);
  ecrire("temps", `${deux(Math.floor(secondes / 60))}:${deux(secondes % 60)}`);
}

const RECUS = {
  diaporama({ titre, diapositives }) {
    etat.diapositives = diapositives;
    document.title = `Notes de l'orateur – ${titre}`;
  },
  position({ diapo, depart }) {
    Object.assign(etat, { diapo, depart });
  },
  fin() {
    avertir(FERMEE);
  },
};

function recevoir({ data }) {
  const suite = Object.hasOwn(RECUS, data?.sorte) && RECUS[data.sorte];
  if (!suite) return; // a message of this window, or of another one beside it
  etat.entendue = true;
  avertir("");
  suite(data);
  montrer();
  montrerLHeure();
}

const demander = (sorte, detail = {}) => canal?.postMessage({ sorte, ...detail });
const presser = (touche, majuscule = false) => demander("touche", { touche, majuscule });

function surTouche(evenement) {
  const { key, ctrlKey, altKey, metaKey, shiftKey } = evenement;
  const touche = key.length === 1 ? key.toLowerCase() : key;
  if (ctrlKey || altKey || metaKey || !TOUCHES.has(touche)) return;
  if ((key === " " || key === "Enter") && evenement.target.closest("button")) return;
  evenement.preventDefault();
  presser(touche, shiftKey);
}

function defiler({ key }) {
  const sens = { ArrowDown: 1, ArrowUp: -1 }[key];
  const boite = trouver("notes");
  if (sens) boite.scrollBy({ top: sens * boite.clientHeight * 0.6 });
}

trouver("precedente").addEventListener("click", () => presser("ArrowLeft"));
trouver("suivante").addEventListener("click", () => presser("ArrowRight"));
trouver("zero").addEventListener("click", () => demander("zero"));
document.addEventListener("keydown", surTouche);
document.addEventListener("keydown", defiler);
canal?.addEventListener("message", recevoir);
montrer();
montrerLHeure();
setInterval(montrerLHeure, 500);
if (canal) {
  demander("bonjour");
  setTimeout(() => etat.entendue || avertir(SANS_REPONSE), ATTENTE);
} else {
  avertir(SANS_CANAL);
}
