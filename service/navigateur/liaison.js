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
  const BANDEAU = "atlas-liaison";
  const SANS_WEBSOCKET = "La liaison avec l'atlas ne peut pas s'ouvrir\u00a0: un serveur "
    + "intermédiaire (proxy, pare-feu) bloque les WebSockets. Signalez-le à votre service "
    + "informatique\u00a0: il doit transmettre les en-têtes Upgrade et Connection.";
  const SANS_SERVEUR = "Le serveur de l'atlas ne répond pas. La page s'ouvrira dès qu'il sera de "
    + "retour.";

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
      bandeau.style.cssText = "position:fixed;inset:0 0 auto 0;z-index:2000000;padding:1rem 1.5rem;"
        + "background:#7a1f1f;color:#fff;font:1.1rem/1.5 sans-serif";
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
    try { vivant = (await fetch(`${BASE}sante`, { cache: "no-store" })).ok; } catch { /* no answer */ }
    if (!ouverte()) afficher(vivant ? SANS_WEBSOCKET : SANS_SERVEUR);
    setTimeout(regarder, REPRISE_MS);
  }

  setTimeout(regarder, PATIENCE_MS);
})();
