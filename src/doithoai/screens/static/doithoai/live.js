/* Live screens. Listens on the line named by [data-live] (server-sent events); while there is none, asks every
   three seconds. What is new is laid into the page in place: focus, the words somebody is typing, and what
   they have opened stay as they are. Every page works without this file: it is read again by hand.
     <div id="console" data-live="the line" data-page="where the part is read" data-so="the number shown">
   An event carries the number, or for public pages the part itself. */
(function () {
  "use strict";
  var ASK = 3000, CHECK = 60000, GAP = 300;
  var room = document.querySelector("[data-live]");
  if (!room) { return; }
  var source = null, open = false, asking = false, again = false, asked = 0, timer = null;

  /* ----- laying the new page over the old one ----- */
  function element(node) { return node.nodeType === 1; }
  function keyOf(node) { return element(node) ? node.dataset.keep || node.id || "" : ""; }
  function same(a, b) { return a.nodeType === b.nodeType && a.nodeName === b.nodeName && keyOf(a) === keyOf(b); }
  function typed(field) {
    if (field.type === "hidden" || field.type === "submit") { return false; }
    if (field.type === "checkbox" || field.type === "radio") { return field.checked !== field.defaultChecked; }
    if (field.nodeName === "SELECT") {
      return Array.prototype.some.call(field.options, function (one) { return one.selected !== one.defaultSelected; }) &&
        Array.prototype.some.call(field.options, function (one) { return one.defaultSelected; }) || field === document.activeElement;
    }
    return field.value !== field.defaultValue;
  }
  function inUse(part) {
    return element(part) && (part.contains(document.activeElement) && /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.nodeName) ||
      Array.prototype.some.call(part.querySelectorAll("input,textarea,select"), typed));
  }
  // A form that somebody is writing in is not touched; when its place is gone, it stays and says so.
  function kept(part) { return element(part) && part.dataset.keep && inUse(part); }

  function attributes(a, b) {
    Array.prototype.slice.call(a.attributes).forEach(function (one) {
      if (!b.hasAttribute(one.name) && one.name !== "open" && one.name !== "data-open") { a.removeAttribute(one.name); }
    });
    Array.prototype.forEach.call(b.attributes, function (one) {
      if (one.name !== "open" && a.getAttribute(one.name) !== one.value) { a.setAttribute(one.name, one.value); }
    });
  }
  function lay(a, b) {
    if (!element(a)) { if (a.nodeValue !== b.nodeValue) { a.nodeValue = b.nodeValue; } return; }
    if (kept(a)) { return; }
    attributes(a, b);
    if (a.nodeName === "TEXTAREA") { if (a.defaultValue !== b.defaultValue && !typed(a)) { a.value = a.defaultValue = b.defaultValue; } return; }
    if (a.nodeName === "INPUT") { if (a.type !== "hidden" && !typed(a) && a.value !== b.value) { a.value = b.value; } return; }
    if (a.nodeName === "SELECT" && typed(a)) { return; }
    children(a, b);
  }
  function children(a, b) {
    var here = a.firstChild, wanted = {};
    Array.prototype.forEach.call(b.childNodes, function (one) { if (keyOf(one)) { wanted[keyOf(one)] = true; } });
    function drop(node) {
      if (kept(node)) { node.classList.add("left-over"); } else { a.removeChild(node); }
    }
    Array.prototype.slice.call(b.childNodes).forEach(function (fresh) {
      var match = null, node;
      if (keyOf(fresh)) {
        match = Array.prototype.find.call(a.childNodes, function (one) { return same(one, fresh); });
      } else {
        for (node = here; node && !match; node = node.nextSibling) { if (!keyOf(node) && same(node, fresh)) { match = node; } }
      }
      if (!match) { a.insertBefore(document.importNode(fresh, true), here); return; }
      while (here && here !== match && a.contains(match) && here.compareDocumentPosition(match) & 4) {
        node = here.nextSibling;
        if (!keyOf(here) || !wanted[keyOf(here)]) { drop(here); }
        here = node;
      }
      if (here === match) { here = here.nextSibling; } else { a.insertBefore(match, here); }
      lay(match, fresh);
    });
    while (here) {
      var next = here.nextSibling;
      drop(here);
      here = next;
    }
  }

  /* ----- reading ----- */
  function shown(doc) {
    ["notes", "console"].forEach(function (id) {
      var mine = document.getElementById(id), theirs = doc.getElementById(id);
      if (mine && theirs) { lay(mine, theirs); }
    });
    ["header.mast", "header.beam-h"].forEach(function (which) {
      var mine = document.querySelector(which), theirs = doc.querySelector(which);
      if (mine && theirs) { lay(mine, theirs); }
    });
    document.dispatchEvent(new CustomEvent("live:shown"));
  }
  function parsed(text) { return new DOMParser().parseFromString(text, "text/html"); }
  function number() { return parseInt(document.getElementById("console").dataset.so || "0", 10); }

  // `whole`: after an action of our own, with what the site has to say about it.
  function read(whole) {
    if (asking) { again = again || { whole: whole }; again.whole = again.whole || whole; return Promise.resolve(); }
    asking = true;
    asked = Date.now();
    var headers = whole ? {} : { "HX-Request": "true" };
    return fetch(room.dataset.page + (whole ? "" : (room.dataset.page.indexOf("?") < 0 ? "?" : "&") + "dau=" + number()),
      { headers: headers, credentials: "same-origin", cache: "no-store" })
      .then(function (response) {
        if (response.status === 204) { return null; }
        // Signed out or refused in the meantime: read the whole page again.
        if (response.redirected && new URL(response.url).pathname !== location.pathname || response.status === 403) { location.reload(); return null; }
        return response.ok ? response.text() : Promise.reject(new Error(String(response.status)));
      })
      .then(function (text) { if (text !== null) { shown(parsed(text)); } line(true); })
      .catch(function () { line(false); })
      .then(function () {
        asking = false;
        if (again) { var more = again; again = false; setTimeout(function () { read(more.whole); }, GAP); }
      });
  }

  /* ----- the line ----- */
  function line(good) {
    var before = document.documentElement.dataset.line, now = good ? (open ? "live" : "asking") : "lost";
    document.documentElement.dataset.line = now;
    if (before !== now) { document.dispatchEvent(new CustomEvent("live:line", { detail: now })); }
  }
  function listen() {
    if (!window.EventSource || source) { return; }
    source = new EventSource(room.dataset.live + "?tu=" + number());
    source.onopen = function () { open = true; line(true); };
    source.onerror = function () {
      open = false;
      // Closed for good (no such line here, refused, full): go on asking, and try the line again in a while.
      if (source.readyState === 2) { source = null; setTimeout(listen, 30000); }
      ask();
    };
    source.addEventListener("moi", function (event) {
      open = true;
      line(true);
      if (!room.hasAttribute("data-whole")) { if (parseInt(event.lastEventId, 10) !== number()) { soon(); } return; }
      shown(parsed(event.data));
    });
  }
  function soon() { if (!timer) { timer = setTimeout(function () { timer = null; read(false); }, 50); } }
  function ask() { if (!open || Date.now() - asked > CHECK) { read(false); } }

  setInterval(function () { if (document.visibilityState === "visible") { ask(); } }, ASK);
  document.addEventListener("visibilitychange", function () { if (document.visibilityState === "visible") { read(false); } });
  window.addEventListener("online", function () { if (source && !open) { source.close(); source = null; } listen(); read(false); });
  window.addEventListener("offline", function () { open = false; line(false); });
  window.addEventListener("pagehide", function () { if (source) { source.close(); source = null; open = false; } });
  window.addEventListener("pageshow", function (event) { if (event.persisted) { listen(); read(false); } });
  window.doithoaiLive = { read: read, shown: shown, parsed: parsed };
  listen();
})();
