// Opens the window of the speaker and speaks with it: what the deck says, where it is, which keys
// are pressed there. Both are windows of one browser; nothing goes through the server.

const CANAL = "atlas-orateur-canal"; // kept by this tab: a page loaded again finds its window
const DEPART = "atlas-orateur-depart";
const TAILLE = "popup,width=1060,height=720";

const liens = new WeakMap();

export default function (composant) {
  const { parentElement, data } = composant;
  if (!liens.has(parentElement)) liens.set(parentElement, relier());
  liens.get(parentElement).update(data);
  // Also called when the data change: only a host that left the page is really gone.
  return () =>
    setTimeout(() => {
      const hote = parentElement.host ?? parentElement;
      if (hote.isConnected) return;
      liens.get(parentElement)?.stop();
      liens.delete(parentElement);
    }, 50);
}

function nomDuCanal() {
  let nom = sessionStorage.getItem(CANAL);
  if (!nom) {
    nom = `atlas-orateur-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
    sessionStorage.setItem(CANAL, nom);
  }
  return nom;
}

function relier() {
  const nom = nomDuCanal();
  const canal = new BroadcastChannel(nom);
  const etat = { data: null, position: { diapo: 1 }, fenetre: null };

  const dire = (sorte, detail) => canal.postMessage({ sorte, ...detail });
  const depart = () => Number(sessionStorage.getItem(DEPART));

  function direTout() {
    if (!etat.data) return;
    dire("diaporama", { titre: etat.data.titre, diapositives: etat.data.diapositives });
    document.dispatchEvent(new CustomEvent("atlas:ou")); // answered by atlas:position
  }

  function direOu() {
    dire("position", { ...etat.position, depart: depart() });
  }

  function remettreAZero() {
    sessionStorage.setItem(DEPART, Date.now());
    direOu();
  }

  // The address of the page is that of the presentation, under a base path or not.
  function adresse() {
    const racine = location.pathname.replace(/presentation\/?$/, "");
    return `${racine}${etat.data.page}&canal=${encodeURIComponent(nom)}`;
  }

  function ouvrir(evenement) {
    if (etat.fenetre && !etat.fenetre.closed) {
      etat.fenetre.focus();
      return;
    }
    etat.fenetre = window.open(adresse(), nom, TAILLE);
    if (etat.fenetre && !etat.fenetre.closed) return;
    evenement.detail.adresse = adresse(); // another way is offered
    evenement.preventDefault();
  }

  const DEMANDES = {
    bonjour: direTout,
    zero: remettreAZero,
    touche: ({ touche, majuscule }) =>
      document.dispatchEvent(new CustomEvent("atlas:touche", { detail: { touche, majuscule } })),
  };

  canal.onmessage = ({ data }) => Object.hasOwn(DEMANDES, data?.sorte) && DEMANDES[data.sorte](data);
  const surPosition = ({ detail }) => {
    etat.position = detail;
    direOu();
  };
  const surFermeture = () => dire("fin");
  document.addEventListener("atlas:notes", ouvrir);
  document.addEventListener("atlas:position", surPosition);
  window.addEventListener("pagehide", surFermeture);
  window.addEventListener("pageshow", direTout);
  if (!depart()) sessionStorage.setItem(DEPART, Date.now());

  function update(data) {
    etat.data = data;
    direTout();
  }

  function stop() {
    surFermeture();
    sessionStorage.removeItem(DEPART); // the next presentation starts its own clock
    document.removeEventListener("atlas:notes", ouvrir);
    document.removeEventListener("atlas:position", surPosition);
    window.removeEventListener("pagehide", surFermeture);
    window.removeEventListener("pageshow", direTout);
    canal.close();
  }

  return { update, stop };
}
