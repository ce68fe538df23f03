// Paper to draw a digit on, and what a network makes of it. One module for two places: in a notebook Python computes
// (anywidget calls render), on a web page JavaScript does (the page calls mount). It fetches nothing.

const SIDE = 280; // pixels of the paper
const PEN = 22;
const STEP = 10; // one press of an arrow key
const PATIENCE = 3000; // milliseconds without an answer, after which the pad says so

// ---- as MNIST prepared its digits ----------------------------------------------------------------------------------

/** Average the rows from, …, from + length - 1 of a matrix of this width into count rows, by exact overlap. */
function averageRows(source, width, from, length, count) {
  const result = new Float64Array(count * width);
  const step = length / count;
  for (let row = 0; row < count; row++) {
    const top = from + row * step;
    const bottom = Math.min(top + step, from + length); // rounding may reach past the last row, where there is no ink but NaN
    for (let y = Math.floor(top); y < bottom; y++) {
      const share = (Math.min(bottom, y + 1) - Math.max(top, y)) / step;
      if (share > 0) for (let x = 0; x < width; x++) result[row * width + x] += share * source[y * width + x];
    }
  }
  return result;
}

/** To a whole number; a half goes up, also where adding has left a little less than a half. */
const whole = (v) => Math.round(v + 1e-9);

function transpose(source, rows, columns) {
  const result = new Float64Array(source.length);
  for (let y = 0; y < rows; y++) for (let x = 0; x < columns; x++) result[x * rows + y] = source[y * columns + x];
  return result;
}

/** ink: width * height numbers, 0 (paper) to 255, row by row. Returns 784 of them, 28 * 28; null where there is no ink.
 *  The longer side of the ink becomes 20 pixels, and its centre of mass goes to index (14, 14), by whole pixels. */
export function prepare(ink, width, height) {
  let left = width, right = -1, top = height, bottom = -1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (ink[y * width + x] < 32) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  if (right < 0) return null;
  const w = right - left + 1, h = bottom - top + 1, scale = 20 / Math.max(w, h);
  const columns = Math.max(1, whole(w * scale)), rows = Math.max(1, whole(h * scale));
  const low = averageRows(ink, width, top, h, rows); // (rows, width)
  const small = transpose(averageRows(transpose(low, rows, width), rows, left, w, columns), columns, rows);
  let mass = 0, sumX = 0, sumY = 0;
  small.forEach((v, i) => { mass += v; sumX += v * (i % columns); sumY += v * Math.floor(i / columns); });
  const place = (middle, size) => Math.min(28 - size, Math.max(0, whole(14 - middle)));
  const dx = place(sumX / mass, columns), dy = place(sumY / mass, rows);
  const pixels = new Uint8Array(784);
  small.forEach((v, i) => { pixels[(dy + Math.floor(i / columns)) * 28 + dx + (i % columns)] = Math.round(v); });
  return pixels;
}

// ---- the network, where there is no Python -------------------------------------------------------------------------

/** network: {hidden: "sigmoid" | "relu", layers: [{W: n_in rows of n_out, b: n_out}, …]}; x: pixels in [0, 1].
 *  Returns the activations of every layer, x first, as helpers.network.forward does. */
export function forward(network, x) {
  const activations = [x];
  network.layers.forEach(({ W, b }, layer) => {
    const z = Array.from(b);
    x.forEach((value, i) => { if (value) for (let j = 0; j < z.length; j++) z[j] += value * W[i][j]; });
    if (layer < network.layers.length - 1) {
      x = z.map((v) => (network.hidden === "relu" ? Math.max(0, v) : 1 / (1 + Math.exp(-v))));
    } else {
      const largest = Math.max(...z), powers = z.map((v) => Math.exp(v - largest));
      const sum = powers.reduce((s, v) => s + v, 0);
      x = powers.map((v) => v / sum);
    }
    activations.push(x);
  });
  return activations;
}

// ---- what is seen --------------------------------------------------------------------------------------------------

const STYLE = `
.draw { --text: #222; --line: #6b6b6b; --bar: #6b8299; --best: #0072b2; display: flex; flex-wrap: wrap; gap: 16px 24px;
  align-items: flex-start; font: 14px/1.4 system-ui, sans-serif; color: var(--text); max-width: 736px; padding: 4px; text-align: left }
.draw.dark { --text: #eee; --line: #a0a0a0; --bar: #8aa0b5; --best: #56b4e9 }
.draw [hidden] { display: none }
.draw .sheet { position: relative; width: 280px; max-width: 100% }
.draw canvas.paper { width: 280px; max-width: 100%; aspect-ratio: 1; box-sizing: border-box; display: block; margin: 0;
  background: #fff; border: 2px solid var(--line); border-radius: 6px; touch-action: none; cursor: crosshair }
.draw :is(canvas, button, select):focus-visible { outline: 3px solid var(--best); outline-offset: 2px }
.draw .tip { position: absolute; width: 22px; height: 22px; margin: -13px 0 0 -13px; border: 2px solid #0072b2; border-radius: 50%;
  box-sizing: border-box; pointer-events: none }
.draw .tip.down { border-color: #d55e00; background: #d55e0055 }
.draw .buttons { display: flex; flex-wrap: wrap; gap: 8px; margin: 10px 0 }
.draw :is(button, select) { font: inherit; padding: 6px 13px; min-height: 36px; border: 1px solid var(--line); border-radius: 6px;
  background: #fff; color: #222; cursor: pointer }
.draw .choice { display: block; margin: 0 0 10px; color: inherit }
.draw p { margin: 0; color: inherit; font-size: 13px }
.draw .help { max-width: 280px }
.draw .answer { flex: 1 1 260px; min-width: 240px }
.draw .says { font-size: 18px; min-height: 27px; margin: 0 0 10px; overflow-wrap: anywhere }
.draw .spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
.draw .two { display: flex; gap: 19px; flex-wrap: wrap }
.draw .two > :first-child { flex: 1 1 200px }
.draw .title { margin: 0 0 3px; font-weight: 600 }
.draw ol { list-style: none; margin: 0 0 13px; padding: 0 }
.draw li { display: grid; grid-template-columns: 1.2em 1fr 4.4em; gap: 8px; align-items: center; height: 19px; margin: 0; padding: 0 }
.draw li b { text-align: right }
.draw li i { display: block; height: 13px; width: 0; border-radius: 2px; background: var(--bar) }
.draw li span { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
.draw li.best { font-weight: bold }
.draw li.best i { background: var(--best) }
.draw canvas.seen { width: 112px; height: 112px; image-rendering: pixelated; border: 1px solid var(--line); background: #fff; display: block }
.draw .units { display: grid; grid-template-columns: repeat(16, 14px); gap: 2px; margin-bottom: 8px }
.draw .units div { height: 14px; box-sizing: border-box; border: 1px solid var(--line) }`;

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Is what el stands on dark? Asks the first ground above it that is not transparent, else the colour of the letters. */
function isDark(el) {
  const light = (color) => { // how light, 0 to 255; null where one sees through it
    const [r, g, b, alpha = 1] = (color.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
    return alpha < 0.5 ? null : 0.3 * r + 0.59 * g + 0.11 * b;
  };
  for (let element = el; element; element = element.parentElement) {
    const ground = light(getComputedStyle(element).backgroundColor);
    if (ground !== null) return ground < 128;
  }
  return light(getComputedStyle(el).color) > 128;
}

let pads = 0;

/** Put everything into el. ask(pixels, number, network) is called with 784 numbers, 0 to 255, and never again before
 *  show(number, activations, error) or Clear. names: of the networks; with more than one the reader chooses. */
function build(el, ask, examples, names) {
  const helpId = `draw-help-${Date.now().toString(36)}-${pads++}`;
  const paper = make("canvas", { class: "paper", width: SIDE, height: SIDE, tabindex: 0, role: "application",
    "aria-label": "Paper to draw a digit on", "aria-roledescription": "drawing area", "aria-describedby": helpId });
  const pen = paper.getContext("2d", { willReadFrequently: true });
  const tip = make("div", { class: "tip", hidden: "" });
  const where = make("p", { class: "help", "aria-live": "polite" });
  const help = make("p", { class: "help", id: helpId }, "Draw with the mouse, a finger or a pen. By keyboard: the arrows move the pen "
    + "(with Shift a little), Space lowers and lifts it, Backspace takes back, Delete clears.");
  const says = make("p", { class: "says" });
  const spoken = make("p", { class: "spoken", role: "status" });
  const seen = make("canvas", { class: "seen", width: 28, height: 28, role: "img" });
  const bars = Array.from({ length: 10 }, (_, digit) => make("li", {}, make("b", {}, `${digit}`), make("i"), make("span")));
  const hidden = make("div", { class: "hidden-layers" });
  const button = (text, action) => { const b = make("button", { type: "button" }, text); b.onclick = action; return b; };
  const buttons = make("div", { class: "buttons" }, button("Clear", clear), button("Undo", undo));
  if (examples.length) buttons.append(button("Show me one", example));
  const choice = make("select", {}, ...names.map((name, k) => make("option", { value: k }, name)));
  choice.onchange = schedule;
  const answer = make("div", { class: "answer" });
  if (names.length > 1) answer.append(make("label", { class: "choice" }, "Network: ", choice));
  answer.append(says, spoken, make("div", { class: "two" },
    make("div", {}, make("p", { class: "title" }, "How probable it finds each digit"), make("ol", {}, ...bars)),
    make("div", {}, make("p", { class: "title" }, "What it sees"), seen)), hidden);
  const root = make("div", { class: "draw" },
    make("div", {}, make("div", { class: "sheet" }, paper, tip), buttons, help, where), answer);
  el.replaceChildren(make("style", {}, STYLE), root);

  // Keys are the pad's while it has the focus: else d d deletes the cell in JupyterLab, which looks for this attribute on what
  // has the focus, and in the classic notebook. While Ctrl is down they are not, so that Ctrl+S still saves.
  const keep = (ours) => [paper, ...buttons.children, choice].forEach((item) => item.toggleAttribute("data-lm-suppress-shortcuts", ours));
  const isOther = (event) => event.ctrlKey || event.metaKey || event.altKey;
  keep(true);
  root.onkeydown = (event) => { keep(!isOther(event)); if (!isOther(event)) event.stopPropagation(); };
  root.onkeyup = (event) => keep(!isOther(event));
  root.addEventListener("focusout", () => keep(true));

  const tone = () => root.classList.toggle("dark", isDark(el));
  const tones = new MutationObserver(() => { tone(); setTimeout(tone, 500); }); // some themes fade from one to the other
  for (const element of [document.documentElement, document.body])
    tones.observe(element, { attributes: true, attributeFilter: ["class", "style", "data-theme", "data-mode", "data-jp-theme-light", "theme"] });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", tone);

  let strokes = [], picture = null; // what is on the paper
  let cursor = [140, 60], keys = false, down = false, current = null; // the pen
  let pixels = null, dirty = false, frame = false; // what is not yet looked at
  let asked = 0, waiting = false, late, speech; // the question

  function redraw() {
    pen.clearRect(0, 0, SIDE, SIDE);
    if (picture) pen.drawImage(picture, 0, 0, SIDE, SIDE);
    Object.assign(pen, { lineWidth: PEN, lineCap: "round", lineJoin: "round", strokeStyle: "#000" });
    for (const points of strokes) {
      pen.beginPath();
      pen.moveTo(...points[0]);
      for (const point of points) pen.lineTo(...point);
      pen.stroke();
    }
    tip.hidden = !keys;
    tip.className = down ? "tip down" : "tip";
    tip.style.left = `${(100 * cursor[0]) / SIDE}%`;
    tip.style.top = `${(100 * cursor[1]) / SIDE}%`;
    schedule();
  }

  function schedule() {
    dirty = true;
    if (!frame) { frame = true; requestAnimationFrame(() => { frame = false; think(); }); }
  }

  function think() {
    const data = pen.getImageData(0, 0, SIDE, SIDE).data, ink = new Uint8Array(SIDE * SIDE);
    for (let i = 0; i < ink.length; i++) ink[i] = data[4 * i + 3];
    pixels = prepare(ink, SIDE, SIDE);
    const image = new ImageData(28, 28);
    if (pixels) pixels.forEach((v, i) => { image.data[4 * i + 3] = v; });
    seen.getContext("2d").putImageData(image, 0, 0);
    seen.setAttribute("aria-label", pixels ? "The digit on the paper, 28 by 28 pixels, as the network sees it" : "Nothing, the paper is empty");
    if (!pixels) { dirty = false; say("Draw a digit, 0 to 9."); fill(null); } else if (!waiting) question();
  }

  function question() {
    dirty = false;
    waiting = true;
    late = setTimeout(() => {
      say("No answer yet. If the kernel is busy, wait; if it ended or was restarted, run the notebook from the top.");
      fill(null); // what is seen there belongs to an earlier drawing
    }, PATIENCE);
    try { ask(pixels, ++asked, Number(choice.value)); } catch (error) {
      clearTimeout(late);
      waiting = false;
      say(`No answer: ${error.message}`);
      fill(null);
    }
  }

  function show(number, activations, error) {
    if (number !== asked || !waiting) return; // the question was withdrawn
    clearTimeout(late);
    waiting = false;
    if (pixels) {
      const p = activations?.at(-1), best = p ? p.indexOf(Math.max(...p)) : -1;
      say(error ?? `It reads a${best === 8 ? "n" : ""} ${best}, ${Math.round(100 * p[best])} % sure.`);
      fill(error ? null : activations);
    }
    if (dirty) schedule();
  }

  function say(text) { // at once to who sees it, and when it has settled to who hears it
    says.textContent = text;
    clearTimeout(speech);
    speech = setTimeout(() => { if (spoken.textContent !== text) spoken.textContent = text; }, 700);
  }

  /** The bars and the units. activations: of every layer after x; null where there are none. */
  function fill(activations) {
    const p = activations?.at(-1), best = p ? p.indexOf(Math.max(...p)) : -1;
    root.dataset.reads = p ? best : "";
    bars.forEach((bar, digit) => {
      bar.className = digit === best ? "best" : "";
      bar.children[1].style.width = p ? `${100 * p[digit]}%` : 0;
      bar.children[2].textContent = p ? `${(100 * p[digit]).toFixed(1)} %` : "";
    });
    const layers = activations?.slice(0, -1) ?? [];
    while (hidden.children.length > layers.length) hidden.lastChild.remove();
    layers.forEach((a, k) => {
      if (!hidden.children[k]) hidden.append(make("div", {}, make("p", { class: "title" }), make("div", { class: "units", role: "img" })));
      const [title, units] = hidden.children[k].children;
      while (units.children.length > a.length) units.lastChild.remove();
      while (units.children.length < a.length) units.append(make("div"));
      const largest = Math.max(...a), full = Math.max(1, largest);
      title.textContent = `Hidden layer ${k + 1}: ${a.length} activations, from 0 (white) to ${full.toFixed(1)} (blue)`;
      units.setAttribute("aria-label", `Hidden layer ${k + 1}: of ${a.length} units the most active is unit ${a.indexOf(largest)}, at ${largest.toFixed(2)}`);
      a.forEach((v, unit) => { // white to #0072b2
        const share = Math.min(1, Math.max(0, v / full));
        units.children[unit].style.background = `rgb(${255 - 255 * share}, ${255 - 141 * share}, ${255 - 77 * share})`;
      });
    });
  }

  function lift() { down = false; current = null; }
  function clear() {
    strokes = [];
    picture = null;
    lift();
    waiting = false; // a question that nobody answered is withdrawn, and the next may be asked
    clearTimeout(late);
    where.textContent = "";
    redraw();
  }
  function undo() { if (!strokes.pop()) picture = null; lift(); redraw(); }
  let next = 0;
  function example() {
    const image = new ImageData(28, 28);
    examples[next++ % examples.length].forEach((v, i) => { image.data[4 * i + 3] = v; });
    picture = make("canvas", { width: 28, height: 28 });
    picture.getContext("2d").putImageData(image, 0, 0);
    strokes = [];
    lift();
    redraw();
  }

  const at = (event) => {
    const box = paper.getBoundingClientRect(), edge = 2;
    return [((event.clientX - box.left - edge) * SIDE) / (box.width - 2 * edge), ((event.clientY - box.top - edge) * SIDE) / (box.height - 2 * edge)];
  };
  paper.onpointerdown = (event) => {
    if (event.button || !event.isPrimary) return; // a second finger or a resting palm draws nothing
    event.preventDefault(); // no text is selected
    paper.focus({ preventScroll: true }); // Backspace is meant for the paper, not for the cell that had the focus
    paper.setPointerCapture(event.pointerId);
    keys = down = false;
    strokes.push((current = [at(event)]));
    redraw();
  };
  paper.onpointermove = (event) => {
    if (keys || !current || !paper.hasPointerCapture(event.pointerId)) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const e of events.length ? events : [event]) current.push(at(e));
    redraw();
  };
  paper.onpointerup = paper.onpointercancel = () => { if (!keys) current = null; };
  paper.onblur = () => { if (keys) { keys = false; lift(); redraw(); } };
  paper.onkeydown = (event) => {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (isOther(event)) return;
    if (move) {
      const step = event.shiftKey ? STEP / 4 : STEP;
      cursor = cursor.map((v, i) => Math.min(SIDE - PEN / 2, Math.max(PEN / 2, v + step * move[i])));
      if (down) current.push(cursor);
    } else if (event.key === " ") {
      down = !down;
      current = down ? [cursor] : null;
      if (down) strokes.push(current);
    } else if (event.key === "Backspace") undo();
    else if (event.key === "Delete") clear();
    else return; // Tab and all else stay what they are
    event.preventDefault();
    keys = true;
    where.textContent = `Pen ${down ? "down" : "up"}, ${Math.round((100 * cursor[0]) / SIDE)} % from the left, ${Math.round((100 * cursor[1]) / SIDE)} % from the top`;
    redraw();
  };
  tone();
  redraw();
  const leave = () => { tones.disconnect(); system.removeEventListener("change", tone); clearTimeout(late); clearTimeout(speech); };
  return { show, leave };
}

// ---- the two places ------------------------------------------------------------------------------------------------

/** On a web page: what was in el gives way to the pad. networks: a list of {name, hidden, layers}, as in forward.
 *  examples: digits for "Show me one", each 784 numbers, 0 to 255. */
export function mount(el, networks, examples = []) {
  const pad = build(el, (pixels, number, k) => {
    pad.show(number, forward(networks[k], Array.from(pixels, (v) => v / 255)).slice(1));
  }, examples, networks.map((network) => network.name));
}

/** In a notebook: Python answers each question under its number, and to the view that asked. */
function render({ model, el }) {
  const name = Math.random().toString(36).slice(2);
  const pad = build(el, (pixels, number) => {
    try { model.send({ from: name, number, pixels: Array.from(pixels) }); } catch { // JupyterLab's "Cannot send"
      throw new Error("the kernel ended or was restarted. Run the notebook from the top.");
    }
  }, model.get("examples"), []);
  const hear = ({ from, number, activations, error }) => { if (from === name) pad.show(number, activations, error); };
  model.on("msg:custom", hear);
  return () => { model.off("msg:custom", hear); pad.leave(); };
}

export default { render };
