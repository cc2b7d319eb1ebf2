/* The hall: asks every three seconds whether anything is new, while somebody looks at the page; counts
   the speaking time. Every console works without this file: the page is read again by hand. */
(function () {
  "use strict";
  var PERIOD = 3000;

  function ask() { document.body.dispatchEvent(new CustomEvent("tick")); }
  setInterval(function () { if (document.visibilityState === "visible") { ask(); } }, PERIOD);
  document.addEventListener("visibilitychange", function () { if (document.visibilityState === "visible") { ask(); } });

  // Somebody is writing or choosing: what is new waits until they are done.
  function busy(part) {
    if (part.querySelector("details.act[open]")) { return true; }
    return Array.prototype.some.call(part.querySelectorAll("textarea,input:not([type=hidden]),select"), function (field) {
      return field === document.activeElement || (field.defaultValue !== undefined && field.type !== "radio" &&
        field.type !== "checkbox" && field.tagName !== "SELECT" && field.value !== field.defaultValue);
    });
  }

  document.body.addEventListener("htmx:beforeSwap", function (event) {
    var status = event.detail.xhr.status;
    if (status === 204 || busy(event.detail.target)) { event.detail.shouldSwap = false; return; }
    // Signed out or refused in the meantime: read the whole page again.
    if (event.detail.xhr.responseURL.indexOf(location.pathname) < 0) { event.detail.shouldSwap = false; location.reload(); }
  });

  function two(number) { return (number < 10 ? "0" : "") + number; }
  var skew = 0;
  var stamp = document.querySelector("[data-now]");
  if (stamp) { skew = Date.parse(stamp.dataset.now) - Date.now(); }
  function count() {
    var now = new Date(Date.now() + skew);
    document.querySelectorAll("[data-clock]").forEach(function (clock) {
      clock.textContent = now.toLocaleTimeString("vi-VN", { timeZone: "Asia/Ho_Chi_Minh", hour: "numeric", minute: "2-digit" });
    });
    document.querySelectorAll("[data-since]").forEach(function (timer) {
      var seconds = Math.max(0, Math.round((now - Date.parse(timer.dataset.since)) / 1000));
      timer.textContent = Math.floor(seconds / 60) + ":" + two(seconds % 60);
    });
  }
  count();
  setInterval(count, 1000);
})();
