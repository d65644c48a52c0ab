"use strict";
// Sends commands, shows what the server answers, and goes on by itself where the server was away. The server draws everything.
(() => {
  const body = document.body;
  const token = document.querySelector('meta[name="studio-token"]').content;
  const view = () => document.getElementById("view");
  const say = (id, text) => { document.getElementById(id).textContent = text; };
  const rest = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  let busy = false;

  function show(html, moveFocus) {
    const page = new DOMParser().parseFromString(html, "text/html").getElementById("view");
    const same = page.dataset.version === view().dataset.version && page.dataset.row === view().dataset.row;
    if (same && !moveFocus) {
      look();
      return;
    }
    view().replaceWith(page);
    const said = page.dataset.said;
    if (said) {
      say("status", said);
    }
    if (moveFocus) {
      (page.querySelector("#number, #board") ?? page.querySelector("h1")).focus({ preventScroll: page.querySelector("#board") !== null });
    }
    document.dispatchEvent(new Event("studio-shown"));
    look();
  }

  // Until the server has answered: the same command under the same key, which counts once however often it comes.
  async function until(ask) {
    for (let wait = 250; ; wait = Math.min(2 * wait, 5000)) {
      try {
        const response = await ask();
        if (response.status < 500 && response.status !== 429) {
          say("alarm", "");
          return response;
        }
        say("alarm", response.status === 429 ? body.dataset.tooFast : body.dataset.notStored);
      } catch {
        say("alarm", body.dataset.away);
      }
      await rest(wait);
    }
  }

  async function take(response, moveFocus) {
    if (response.status === 401 || response.status === 403) {
      say("alarm", body.dataset.needsLink);
    } else if (response.headers.get("content-type")?.startsWith("text/html")) {
      show(await response.text(), moveFocus);
    } else {
      say("alarm", await response.text());
    }
  }

  // The same key whenever it is sent again.
  async function post(address, command, taken) {
    if (busy) {
      return;
    }
    busy = true;
    view().setAttribute("aria-busy", "true");
    const text = JSON.stringify({ ...command, version: Number(view().dataset.version), key: crypto.randomUUID() });
    const response = await until(() => fetch(address, {
      method: "POST", body: text, headers: { "content-type": "application/json", "x-studio-token": token }, signal: AbortSignal.timeout(30000),
    }));
    if (response.ok) {
      taken?.();
    }
    await take(response, true);
    view().removeAttribute("aria-busy");
    busy = false;
  }

  function send(kind, text, row) {
    const shown = row ?? view().dataset.row;
    post(`/command?of=${encodeURIComponent(view().dataset.view)}`, { kind, text, row: shown === "" ? null : Number(shown) });
  }

  // What was painted, by the script beside this one.
  document.addEventListener("studio-post", (event) => post(event.detail.address, event.detail.command, event.detail.taken));

  async function refresh() {
    const page = view();
    if (busy || page.dataset.view !== "/" && page.dataset.view !== "/answers") {
      return;
    }
    const response = await until(() => fetch(`/view?of=${encodeURIComponent(page.dataset.view)}`, { signal: AbortSignal.timeout(30000) }));
    if (!busy && view() === page) {
      await take(response, false);
    }
  }

  // Where others have the last rows, one may come back.
  function look() {
    if (view().dataset.again) {
      setTimeout(refresh, 3000);
    }
  }

  function textOf(form) {
    const boxes = [...form.querySelectorAll('[name="set"]')];
    return boxes.length === 0 ? form.elements.text.value : boxes.filter((box) => box.checked).map((box) => box.value).join(";") || "{}";
  }

  // A file that was taken in before changes nothing, so that it can be sent again.
  async function upload(form) {
    const file = form.elements.file.files[0];
    if (busy || !file) {
      return;
    }
    busy = true;
    const response = await until(() => fetch(`${form.dataset.upload}?name=${encodeURIComponent(file.name)}`, {
      method: "POST", body: file, headers: { "x-studio-token": token },
    }));
    say("status", response.ok ? await response.text() : "");
    say("alarm", response.ok ? "" : await response.text());
    busy = false;
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.upload) {
      event.preventDefault();
      upload(form);
    }
    if (form.dataset.command) {
      event.preventDefault();
      const first = [...document.querySelectorAll(".classes button")].filter((button) => !button.hidden);
      const typed = textOf(form);
      const text = form.classList.contains("search") && first.length === 1 ? first[0].dataset.text : typed;
      send(form.dataset.command, text, form.dataset.row);
    }
  });

  document.addEventListener("click", (event) => {
    // Of two pictures side by side, both.
    const zoom = event.target.closest("button.zoom");
    (zoom?.closest(".beside") ?? zoom?.parentElement)?.querySelectorAll("button.zoom")
      .forEach((picture) => picture.closest("figure").classList.toggle("large"));
    const button = event.target.closest("button[data-command]");
    if (button) {
      send(button.dataset.command, button.dataset.text, null);
    }
  });

  document.addEventListener("input", (event) => {
    if (event.target.id === "search") {
      const wanted = event.target.value.toLowerCase();
      document.querySelectorAll(".classes button").forEach((button) => { button.hidden = !button.dataset.text.toLowerCase().includes(wanted); });
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) {
      return;
    }
    if (event.target.matches("input:not([type=checkbox]), textarea, select")) {
      if (event.key === "Escape") {
        event.target.blur();
      }
      return;
    }
    const field = { n: "new", t: "note", "/": "search" }[event.key];
    const target = field ? document.getElementById(field) : document.querySelector(`#view [data-key="${CSS.escape(event.key)}"]`);
    if (target) {
      event.preventDefault();
      if (field) {
        target.focus();
      } else {
        target.click();
      }
    }
  });

  // The browser itself asks again where the server was away.
  if (view().dataset.live) {
    const news = new EventSource(`${view().dataset.live}?of=${encodeURIComponent(view().dataset.view)}`);
    news.onmessage = (event) => {
      const page = new DOMParser().parseFromString(event.data, "text/html").getElementById("view");
      if (!view().contains(document.activeElement)) {
        view().replaceWith(page);
      }
    };
  }

  // A page that comes back from the history, or was in the background, may be out of date.
  window.addEventListener("pageshow", (event) => { if (event.persisted) { refresh(); } });
  document.addEventListener("visibilitychange", () => { if (!document.hidden && document.activeElement?.tagName !== "INPUT") { refresh(); } });
  look();
})();
