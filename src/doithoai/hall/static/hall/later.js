/* A room whose line drops goes on. Forms marked [data-later] are sent without leaving the page; what cannot be sent
   is kept in this browser, with a key of its own and the moment of the click, and sent in order when the line is
   back. The site counts each key once, so nothing is lost and nothing doubled. The panel #later says plainly what
   is confirmed, what waits, and what was refused. */
(function () {
  "use strict";
  var panel = document.getElementById("later");
  if (!panel || !window.fetch || !window.localStorage) { return; }
  var PLACE = "hall:" + panel.dataset.who + ":" + panel.dataset.code, TRY = 4000, TIMEOUT = 15000, SHOWN = 12000;
  var sending = false, confirmed = [];

  function kept() { try { return JSON.parse(localStorage.getItem(PLACE) || "[]"); } catch (e) { return []; } }
  function keep(list) {
    if (list.length) { localStorage.setItem(PLACE, JSON.stringify(list)); } else { localStorage.removeItem(PLACE); }
    draw();
  }
  function change(key, act) {
    keep(kept().map(function (one) { if (one.key === key) { act(one); } return one; }).filter(function (one) { return !one.gone; }));
  }
  function newKey() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.prototype.map.call(bytes, function (one) { return ("0" + one.toString(16)).slice(-2); }).join("");
  }
  // By the site's clock: the one of an office PC may be wrong.
  function now() { return new Date(Date.now() + (window.doithoaiSkew || 0)); }
  function lost() { return document.documentElement.dataset.line === "lost" || navigator.onLine === false; }

  document.addEventListener("submit", function (event) {
    var form = event.target, mode = form.dataset.later;
    // "lost": an ordinary form while the line is good (it may lead to another page).
    if (mode === undefined || event.defaultPrevented || mode === "lost" && !lost()) { return; }
    event.preventDefault();
    event.stopPropagation();
    var body = new URLSearchParams(), words = [];
    new FormData(form, event.submitter).forEach(function (value, name) {
      if (name === "csrfmiddlewaretoken" || name === "once" || typeof value !== "string") { return; }
      body.append(name, value);
      var field = form.elements[name];
      if (field && field.type !== "hidden" && field.nodeName !== "SELECT" && field.nodeName !== "BUTTON" && value.trim()) { words.push(value.trim()); }
    });
    var label = form.dataset.word || (event.submitter ? event.submitter.textContent.trim() : "");
    keep(kept().concat([{ key: newKey(), url: form.getAttribute("action") || location.pathname, body: body.toString(), label: label,
      words: words.join(" · "), at: now().toISOString(), state: "waits" }]));
    settle(form);
    send();
  }, true);

  // What was handed over is no longer being written: an empty form for the next, a lasting one as it stands.
  function settle(form) {
    form.querySelectorAll("textarea[data-draft]").forEach(function (area) {
      localStorage.removeItem("draft:" + location.pathname + ":" + (area.dataset.draft || area.name));
    });
    if (form.dataset.lasting !== undefined) {
      form.querySelectorAll("textarea,input:not([type=hidden])").forEach(function (field) { field.defaultValue = field.value; });
    } else { form.reset(); }
    var fold = form.closest("details.act");
    if (fold) { fold.open = false; }
  }

  function send() {
    var next = kept().find(function (one) { return one.state === "waits"; });
    if (sending || !next) { return; }
    sending = true;
    var token = document.querySelector("[name=csrfmiddlewaretoken]"), stop = new AbortController();
    var clock = setTimeout(function () { stop.abort(); }, TIMEOUT);
    fetch(next.url, {
      method: "POST", credentials: "same-origin", redirect: "manual", signal: stop.signal,
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Later": "1", "X-CSRFToken": token ? token.value : "" },
      body: next.body + "&khoa=" + next.key + "&luc=" + encodeURIComponent(next.at)
    }).then(function (response) {
      if (response.status >= 500 || response.type === "opaqueredirect") { throw new Error("later"); }
      return response.json().then(function (said) { told(next, said); });
    }).then(function () { return true; }, function () { return false; }).then(function (went) {
      clearTimeout(clock);
      sending = false;
      if (went) { send(); } else { draw(); }
    });
  }
  function told(item, said) {
    if (said.loi) { change(item.key, function (one) { one.state = "refused"; one.said = said.loi; }); return; }
    confirmed.push({ label: item.label, at: item.at, said: said.xong, since: Date.now() });
    change(item.key, function (one) { one.gone = true; });
    if (said.den && Date.now() - Date.parse(item.at) < TIMEOUT) { location.assign(said.den); return; }
    if (window.doithoaiLive) { window.doithoaiLive.read(false); }
  }

  function line(kind, item, word, more) {
    var row = document.createElement("li"), lead = document.createElement("b"), chip = document.createElement("span");
    row.className = "later-" + kind;
    chip.className = "st " + (kind === "ok" ? "st-met" : kind === "waits" ? "st-now" : "st-overdue");
    chip.textContent = word;
    lead.textContent = item.label;
    row.append(new Date(item.at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" }) + " ", lead, " ", chip, " " + (more || ""));
    return row;
  }
  function button(word, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-sm";
    made.textContent = word;
    made.addEventListener("click", act);
    return made;
  }
  var drawn = "";
  function draw() {
    var list = kept(), waits = list.filter(function (one) { return one.state === "waits"; }).length;
    confirmed = confirmed.filter(function (one) { return Date.now() - one.since < SHOWN; });
    var mark = JSON.stringify([list, confirmed]);
    if (mark === drawn) { return; }
    drawn = mark;
    panel.textContent = "";
    panel.hidden = !list.length && !confirmed.length;
    if (waits) {
      var head = document.createElement("p");
      head.className = "mb-1";
      head.textContent = panel.dataset.waiting.replace("#", waits);
      panel.append(head);
    }
    var rows = document.createElement("ul");
    rows.className = "plain rows sm mb-0";
    confirmed.forEach(function (one) { rows.append(line("ok", one, panel.dataset.ok, one.said)); });
    list.forEach(function (one) {
      var row = one.state === "waits" ? line("waits", one, panel.dataset.waits, one.words) : line("refused", one, panel.dataset.refused, one.said);
      if (one.state !== "waits") {
        var words = document.createElement("p");
        words.className = "said sm mb-1 mt-1";
        words.textContent = one.words;
        row.append(words, button(panel.dataset.again, function () { change(one.key, function (x) { x.state = "waits"; }); send(); }), " ",
          button(panel.dataset.drop, function () { change(one.key, function (x) { x.gone = true; }); }));
      }
      rows.append(row);
    });
    panel.append(rows);
  }

  setInterval(function () { send(); draw(); }, TRY);
  window.addEventListener("online", send);
  document.addEventListener("live:line", function (event) { if (event.detail !== "lost") { send(); } });
  window.addEventListener("storage", draw);
  draw();
  send();
})();
