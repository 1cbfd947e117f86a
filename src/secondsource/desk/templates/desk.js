// The slider of days on the page of a claim. Without this script its button does the same.
(() => {
  "use strict";
  const form = document.querySelector("form.slide");
  if (!form) return;
  const range = form.querySelector("input[type=range]");
  const output = form.querySelector("output");
  const key = "slid " + form.getAttribute("action");
  const name = (value) => {
    const option = range.list && range.list.querySelector(`option[value="${value}"]`);
    return option ? option.label : value;
  };
  const shown = range.value;
  let waiting = 0;
  const go = () => {
    if (range.value === shown) return;
    try { sessionStorage.setItem(key, "1"); } catch { /* only the focus is lost */ }
    form.requestSubmit();
  };
  const said = () => {
    output.value = name(range.value);
    range.setAttribute("aria-valuetext", output.value);
  };
  range.addEventListener("input", () => {
    said();
    clearTimeout(waiting);
  });
  // Who moves it key by key passes days that are not meant: the page follows when the hand rests.
  range.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(go, 500);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      range.value = shown;
      said();
    }
  });
  try {
    if (sessionStorage.getItem(key)) {
      sessionStorage.removeItem(key);
      range.focus({ preventScroll: true });
    }
  } catch { /* likewise */ }
})();
