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
// The levers of the scenario model. Without this script their button does the same.
(() => {
  "use strict";
  const form = document.querySelector("form.levers");
  if (!form) return;
  const parts = ["#told", "#fans", ".tongues"];
  let waiting = 0;
  let under = null;
  const address = () => {
    const said = new URLSearchParams();
    for (const field of form.elements) {
      const own = field.type === "range" ? field.dataset.own : field.name === "seed" ? "1" : null;
      if (field.name && field.value !== own) said.set(field.name, field.value);
    }
    return `${form.getAttribute("action")}?${said}`;
  };
  const ask = async () => {
    const to = address();
    if (under) under.abort();
    under = new AbortController();
    const answer = document.getElementById("answer");
    answer.setAttribute("aria-busy", "true");
    try {
      const found = await fetch(to, { signal: under.signal, headers: { Accept: "text/html" } });
      if (found.status === 503 && found.headers.has("Retry-After")) {
        waiting = setTimeout(ask, 1000 * Number(found.headers.get("Retry-After")));
        return;
      }
      if (!found.ok) throw new Error(String(found.status));
      const page = new DOMParser().parseFromString(await found.text(), "text/html");
      for (const part of parts) document.querySelector(part).replaceChildren(...page.querySelector(part).childNodes);
      document.getElementById("said").textContent = page.getElementById("said").textContent;
      history.replaceState(null, "", to);
      answer.removeAttribute("aria-busy");
    } catch (error) {
      // The page itself says what is wrong.
      if (error.name !== "AbortError") location.assign(to);
    }
  };
  form.addEventListener("input", (event) => {
    if (event.target.type === "range") event.target.parentElement.querySelector(".value").textContent = event.target.value;
    clearTimeout(waiting);
  });
  // Who moves a lever key by key passes values that are not meant: the answer follows when the hand rests.
  form.addEventListener("change", (event) => {
    clearTimeout(waiting);
    if (event.target.checkValidity()) waiting = setTimeout(ask, 250);
  });
})();
