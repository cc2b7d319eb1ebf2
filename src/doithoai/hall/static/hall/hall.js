/* The hall: the clock and the speaking time. Every console works without this file. */
(function () {
  "use strict";
  function two(number) { return (number < 10 ? "0" : "") + number; }
  var skew = 0;
  function set() {
    var stamp = document.querySelector("[data-now]");
    if (stamp) { skew = window.doithoaiSkew = Date.parse(stamp.dataset.now) - Date.now(); }
  }
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
  // How the line is: said in words, and only when it is worth a word.
  function say() {
    var state = document.documentElement.dataset.line;
    document.querySelectorAll(".line-state").forEach(function (place) {
      place.hidden = !state;
      place.className = "line-state st " + (state === "lost" ? "st-overdue" : state === "live" ? "st-met" : "st-now");
      place.textContent = state ? place.dataset[state + "Word"] : "";
    });
  }
  document.addEventListener("live:line", say);
  document.addEventListener("live:shown", say);
  document.addEventListener("live:shown", function () { set(); count(); });
  set();
  say(); // the line may have opened before this file came
  count();
  setInterval(count, 1000);
})();
