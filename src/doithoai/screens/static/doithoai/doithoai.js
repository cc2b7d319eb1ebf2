/* Đối Thoại: small comforts. Every page works without this file.
   1. a button pressed once does not send twice; 2. a long text being written is kept on this
   machine until it is sent; 3. an open menu closes on Escape or a click beside it;
   4. the summary of mistakes is read first; 5. the host's keys press their buttons;
   6. what was asked before is shown while a citizen types; 7. a row of tabs wider than the
   screen stands where the present tab is seen. */
(function () {
  "use strict";
  var DAY = 24 * 3600 * 1000;

  function store(key, value) {
    try {
      if (value === undefined) { return JSON.parse(localStorage.getItem(key) || "null"); }
      if (value === null) { localStorage.removeItem(key); } else { localStorage.setItem(key, JSON.stringify(value)); }
    } catch (e) { /* a private window keeps nothing */ }
    return null;
  }

  document.querySelectorAll(".tabs [aria-current]").forEach(function (tab) {
    var row = tab.closest(".tabs");
    row.scrollLeft += tab.getBoundingClientRect().left - row.getBoundingClientRect().left - (row.clientWidth - tab.offsetWidth) / 2;
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || (form.method || "").toLowerCase() !== "post") { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
    form.querySelectorAll("textarea[data-draft]").forEach(function (area) {
      var kept = store(keyOf(area));
      if (kept) { kept.sent = true; store(keyOf(area), kept); }
    });
    // Not `disabled`: a disabled button would not send its own name and value.
    form.querySelectorAll("[type=submit]").forEach(function (button) { button.setAttribute("aria-disabled", "true"); });
  });

  // Back from the next page: the form may be sent again (the server knows what it has seen).
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
      form.querySelectorAll("[aria-disabled]").forEach(function (button) { button.removeAttribute("aria-disabled"); });
    });
  });

  // A draft goes only when the page after it has come: a lost line loses nothing.
  function dropSent() {
    Object.keys(localStorage).forEach(function (key) {
      var kept = key.indexOf("draft:") === 0 && store(key);
      if (kept && kept.sent && (key.split(":")[1] !== location.pathname || document.querySelector(".note-met,.errs"))) { store(key, null); }
    });
  }

  function keyOf(area) { return "draft:" + location.pathname + ":" + (area.dataset.draft || area.name); }

  function say(area, words, undo) {
    var line = document.getElementById(area.id + "_draft");
    if (!line) {
      line = document.createElement("p");
      line.id = area.id + "_draft";
      line.className = "draft";
      line.setAttribute("role", "status");
      area.after(line);
    }
    line.textContent = words + " ";
    if (undo) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-sm btn-text";
      button.textContent = undo.word;
      button.addEventListener("click", function () { undo.act(); line.textContent = ""; area.focus(); });
      line.append(button);
    }
  }

  function keepDraft(area) {
    var key = keyOf(area), first = area.value, kept = store(key), timer;
    var words = document.documentElement.lang === "en"
      ? { back: "Text you had not sent was restored.", drop: "Discard it", kept: "Draft kept on this machine." }
      : { back: "Đã mở lại phần bạn viết dở.", drop: "Bỏ phần đó", kept: "Đã giữ bản viết dở trên máy này." };
    if (kept && kept.text !== first && !document.querySelector(".errs") && Date.now() - kept.at < 7 * DAY) {
      area.value = kept.text;
      say(area, words.back, { word: words.drop, act: function () { area.value = first; store(key, null); } });
    }
    area.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(function () {
        store(key, area.value === first ? null : { text: area.value, at: Date.now() });
        if (area.value !== first) { say(area, words.kept); }
      }, 800);
    });
  }

  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) { menu.open = false; }
    });
    var all = event.target.closest("[data-all]");
    if (all && all.form) {
      all.form.querySelectorAll("[name='" + all.dataset.all + "']").forEach(function (box) { box.checked = all.checked; });
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach(function (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input,textarea,select,[contenteditable]")) { return; }
    var pressed = event.key.toLowerCase();
    var button = Array.prototype.find.call(document.querySelectorAll("[data-key]"), function (one) { return one.dataset.key === pressed; });
    if (button) { event.preventDefault(); button.click(); }
  });

  try { dropSent(); } catch (e) { /* as above */ }
  document.querySelectorAll("textarea[data-draft]").forEach(keepDraft);
  // Paper shows all: what is folded on screen is opened before printing.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.cmp-part").forEach(function (part) { part.open = true; });
  });
  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
  document.querySelectorAll("[data-similar]").forEach(function (part) {
    var area = document.getElementById(part.dataset.of), timer, last = "";
    if (!area || !area.form) { return; }
    area.form.addEventListener("input", function (event) {
      if (event.target !== area && event.target.name !== "place") { return; }
      clearTimeout(timer);
      timer = setTimeout(function () {
        var data = new FormData(), form = new FormData(area.form);
        ["text", "place", "csrfmiddlewaretoken"].forEach(function (name) { data.append(name, form.get(name) || ""); });
        var asked = data.get("text") + data.get("place");
        if (asked === last || data.get("text").length < 15) { return; }
        last = asked;
        // The words go in the body, never in an address.
        fetch(part.dataset.similar, { method: "POST", body: data, credentials: "same-origin" })
          .then(function (answer) { return answer.ok ? answer.text() : ""; })
          .then(function (html) { if (last === asked) { part.innerHTML = html; } })
          .catch(function () { /* a lost line: the form works without it */ });
      }, 700);
    });
  });
  var mistakes = document.querySelector(".errs");
  if (mistakes) { mistakes.focus(); }
})();
