// What smooths the public pages, and nothing more: every task works without this file.
// It finds its places by data attributes, so that the pages say what may be smoothed:
//   form[data-away]   leaving: data-away is the ordinary page to land on; the form's own POST ends the visit
//   [data-room]       after a box of words: how many letters it takes; data-words says how many words are left, for #
//   [data-no-signal]  a hidden sentence (tabindex -1) inside a form, shown when an answer could not be sent
const root = document.documentElement;

const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

async function leave(form) {
  // The screen goes blank before anything else happens: the network may be slow and somebody may be near. WebKit draws
  // nothing more once it is told to go elsewhere, so it is told when it has drawn; a page nobody sees draws nothing.
  root.hidden = true;
  document.title = "";
  stop(); // a page that is on its way must not come in the place of the blank one
  // Back must find the visit ended, so the server has a moment to hear of it; the request outlives the page.
  const request = { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" };
  const ended = fetch(form.action, request).catch(() => {});
  await Promise.all([Promise.race([drawn(), later(200)]), Promise.race([ended, later(1500)])]);
  location.replace(form.dataset.away);
}

let shifts = 0;
let forget;
addEventListener("keyup", (event) => {
  shifts = event.key === "Shift" ? shifts + 1 : 0;
  clearTimeout(forget);
  forget = setTimeout(() => (shifts = 0), 5000);
  const form = shifts > 2 && document.querySelector("form[data-away]");
  if (form) leave(form);
});

addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.away) {
    event.preventDefault();
    return leave(form);
  }
  // Without a signal the browser would show its own error page, and on some phones the words would be gone.
  const sentence = form.querySelector("[data-no-signal]");
  if (!sentence) return;
  sentence.hidden = navigator.onLine;
  if (navigator.onLine) return;
  event.preventDefault();
  sentence.focus();
});

// A box grows with what is written in it, where the style sheet cannot make it; and says how much room is left once there
// is little, in tens of words, so that whoever listens to the page is not told at every letter.
addEventListener("input", ({ target }) => {
  if (target.tagName != "TEXTAREA") return;
  if (!CSS.supports("field-sizing", "content")) target.style.height = `${target.scrollHeight + 4}px`;
  const room = target.parentElement.querySelector("[data-room]");
  if (!room) return;
  const left = room.dataset.room - target.value.length;
  const words = Math.max(0, Math.round(left / 60) * 10);
  const said = left < room.dataset.room / 5 ? room.dataset.words.replace("#", words) : "";
  if (room.textContent != said) room.textContent = said;
});

// A page that the browser kept whole for Back may belong to a visit that has ended: ask the server again.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.replace(location.pathname + location.search);
});
