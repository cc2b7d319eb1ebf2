/* The reception's camera: a photo of a slip is read in the browser, where it can; nothing of it leaves the device.
   Without this file, or without BarcodeDetector, a reader that types or the keyboard does the same. */
(function () {
  "use strict";
  var place = document.querySelector("[data-camera]");
  if (!place || !("BarcodeDetector" in window) || !window.createImageBitmap) { return; }
  var form = place.closest("form"), field = form.querySelector("[name=ma]"), word = form.querySelector("[data-camera-word]");
  window.BarcodeDetector.getSupportedFormats().then(function (formats) { place.hidden = formats.indexOf("qr_code") < 0; });
  place.querySelector("input").addEventListener("change", function (event) {
    var photo = event.target.files[0];
    if (!photo) { return; }
    word.textContent = "";
    createImageBitmap(photo)
      .then(function (image) { return new window.BarcodeDetector({ formats: ["qr_code"] }).detect(image); })
      .then(function (found) {
        if (!found.length) { throw new Error("none"); }
        field.value = found[0].rawValue;
        form.requestSubmit(form.querySelector("[type=submit]"));
      })
      .catch(function () { word.textContent = word.dataset.cameraWord; field.focus(); })
      .then(function () { event.target.value = ""; });
  });
})();
