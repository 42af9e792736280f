// Where the server is, and what is wrong when the session of a page cannot open, instead of a grey
// page for ever.
(function () {
  "use strict";

  // Streamlit looks for its server in each folder of the address, and meets as many 404; ours says
  // where it is: one level above this script, under a sub-path and behind any proxy.
  const BASE = new URL("..", document.currentScript.src).href;
  window.__streamlit = { BACKEND_BASE_URL: BASE, ...window.__streamlit };

  const PATIENCE_MS = 8000;
  const REPRISE_MS = 3000;
  const ATTENTE_MS = 10000;
  const BANDEAU = "atlas-liaison";
  const SANS_WEBSOCKET = "La liaison avec l'atlas ne peut pas s'ouvrir\u00a0: un serveur "
    + "intermédiaire (proxy, pare-feu) bloque les WebSockets. Signalez-le à votre service "
    + "informatique\u00a0: il doit transmettre les en-têtes Upgrade, Connection et Host.";
  const SANS_SERVEUR = "Le serveur de l'atlas ne répond pas. La page s'ouvrira dès qu'il sera de "
    + "retour.";

  // A link that was refused is a fault; one that is slow to open, on a busy server, is not.
  let refus = 0;
  window.WebSocket = class extends window.WebSocket {
    constructor(...demande) {
      super(...demande);
      let etablie = false;
      this.addEventListener("open", () => { etablie = true; });
      this.addEventListener("close", () => { if (!etablie) refus += 1; });
    }
  };

  const ouverte = () => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app && app.dataset.testConnectionState === "CONNECTED";
  };

  function afficher(texte) {
    let bandeau = document.getElementById(BANDEAU);
    if (!bandeau) {
      bandeau = document.createElement("div");
      bandeau.id = BANDEAU;
      bandeau.setAttribute("role", "alert");
      // Over the grey shapes that announce a page: none is coming.
      bandeau.style.cssText = "position:fixed;inset:0;z-index:2000000;background:#fff;"
        + "padding:15vh max(1.5rem, calc(50vw - 20rem));color:#1b2430;font:1.15rem/1.6 sans-serif";
      document.body.appendChild(bandeau);
    }
    if (bandeau.textContent !== texte) bandeau.textContent = texte;
  }

  async function regarder() {
    if (ouverte()) {
      document.getElementById(BANDEAU)?.remove();
      return;
    }
    let vivant = false;
    const demande = { cache: "no-store", signal: AbortSignal.timeout(ATTENTE_MS) };
    try { vivant = (await fetch(`${BASE}sante`, demande)).ok; } catch { /* no answer */ }
    if (!ouverte() && !(vivant && refus === 0)) afficher(vivant ? SANS_WEBSOCKET : SANS_SERVEUR);
    setTimeout(regarder, REPRISE_MS);
  }

  setTimeout(regarder, PATIENCE_MS);
})();
