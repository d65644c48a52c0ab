"use strict";
// Shows a picture with its regions, and gathers what is painted on it. The server says which regions that answers.
(() => {
  const Colours = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#b8a800", "#7f7f7f"];
  const colourOf = (place) => Colours[Math.min(place, Colours.length - 1)];
  const find = (id) => document.getElementById(id);
  const view = () => find("view");
  const classes = () => [...document.querySelectorAll("[data-paint]")];
  let map = null;
  let strokes = [];
  let open = null;
  let polygon = [];
  let tool = "brush";
  let painted = 0;
  let chosen = -1;
  let base = null;
  let radius = 0;

  async function load() {
    const response = await fetch(`/paint/${view().dataset.picture}/regions`);
    const numbers = new DataView(await response.arrayBuffer());
    const at = (place) => numbers.getInt32(4 * place, true);
    const [width, height] = [at(0), at(1)];
    const regionOf = new Int32Array(width * height);
    for (let place = 2, pixel = 0; pixel < regionOf.length; place += 2) {
      regionOf.fill(at(place), pixel, pixel += at(place + 1));
    }
    const centres = [];
    for (let pixel = 0; pixel < regionOf.length; pixel++) {
      const centre = centres[regionOf[pixel]] ??= { x: 0, y: 0, size: 0 };
      centre.x += pixel % width;
      centre.y += Math.floor(pixel / width);
      centre.size++;
    }
    centres.forEach((centre) => { centre.x /= centre.size; centre.y /= centre.size; });
    const edges = centres.map(() => []);
    for (let pixel = 0; pixel < regionOf.length; pixel++) {
      const region = regionOf[pixel];
      const x = pixel % width;
      if (x === 0 || x + 1 === width || [-1, 1, -width, width].some((step) => regionOf[pixel + step] !== region)) {
        edges[region].push(pixel);
      }
    }
    map = { width, height, regionOf, centres, edges };
    radius = Math.max(2, Math.round(Math.max(width, height) / 25));
    begin();
  }

  // Whenever the server has drawn the page anew: what is painted and not given stays.
  function begin() {
    if (!map || !find("layer")) {
      return;
    }
    [find("layer").width, find("layer").height] = [map.width, map.height];
    // As wide as there is room for, and never higher than the window.
    find("board").style.maxWidth = `${85 * map.width / map.height}vh`;
    find("size").max = Math.round(Math.max(map.width, map.height) / 4);
    find("size").value = radius;
    press();
    drawBase();
    draw();
    tell();
    find("board").dataset.ready = "yes";
  }

  function press() {
    document.querySelectorAll("[data-tool]").forEach((button) => button.setAttribute("aria-pressed", `${button.dataset.tool === tool}`));
    classes().forEach((button, place) => button.setAttribute("aria-pressed", `${place === painted}`));
  }

  const answers = () => view().dataset.answers.split(",").map((one) => one === "" ? -1 : Number(one));
  const asked = () => view().dataset.asked === "" ? -1 : Number(view().dataset.asked);

  // Outlines are dashes of black and white, seen on any picture; answered regions have the colour of their class and its number.
  function drawBase() {
    base = new OffscreenCanvas(map.width, map.height);
    const context = base.getContext("2d");
    const known = answers();
    // Alpha, blue, green and red, of which bytes in memory are turned round.
    const bytesOf = (place) => [5, 3, 1].reduce((sum, digit) => (sum << 8) + parseInt(colourOf(place).slice(digit, digit + 2), 16), 110);
    const tints = known.map((place) => place < 0 ? 0 : bytesOf(place));
    const image = context.createImageData(map.width, map.height);
    const pixels = new Uint32Array(image.data.buffer);
    const { regionOf, width } = map;
    for (let pixel = 0; pixel < regionOf.length; pixel++) {
      const [x, region] = [pixel % width, regionOf[pixel]];
      const isEdge = x + 1 < width && regionOf[pixel + 1] !== region || pixel + width < regionOf.length && regionOf[pixel + width] !== region;
      pixels[pixel] = !isEdge ? tints[region] : (x + Math.floor(pixel / width)) % 8 < 4 ? 0xc8ffffff : 0xc8000000;
    }
    context.putImageData(image, 0, 0);
    const size = Math.max(10, Math.round(Math.sqrt(map.regionOf.length / map.centres.length) / 3));
    context.font = `bold ${size}px sans-serif`;
    [context.textAlign, context.textBaseline, context.lineWidth, context.strokeStyle, context.fillStyle] = ["center", "middle", 3, "#000", "#fff"];
    known.forEach((place, region) => {
      if (place >= 0) {
        context.strokeText(place + 1, map.centres[region].x, map.centres[region].y);
        context.fillText(place + 1, map.centres[region].x, map.centres[region].y);
      }
    });
  }

  function draw() {
    const context = find("layer").getContext("2d");
    context.clearRect(0, 0, map.width, map.height);
    context.drawImage(base, 0, 0);
    context.globalAlpha = .55;
    for (const stroke of open ? [...strokes, open] : strokes) {
      const place = classes().findIndex((button) => button.dataset.paint === stroke.class);
      trace(context, stroke.points);
      [context.strokeStyle, context.fillStyle, context.lineCap, context.lineJoin] = [colourOf(place), colourOf(place), "round", "round"];
      if (stroke.radius) {
        context.lineWidth = 2 * stroke.radius;
        context.stroke();
      } else {
        context.fill("evenodd");
      }
    }
    context.globalAlpha = 1;
    if (polygon.length > 0) {
      trace(context, polygon);
      outline(context);
    }
    for (const region of new Set([asked(), chosen])) {
      mark(context, region, region === chosen ? 3 : 1);
    }
  }

  function trace(context, points) {
    context.beginPath();
    context.moveTo(points[0], points[1]);
    for (let place = points.length > 2 ? 2 : 0; place < points.length; place += 2) {
      context.lineTo(points[place], points[place + 1]);
    }
  }

  function outline(context) {
    [context.lineWidth, context.strokeStyle] = [4, "#000"];
    context.stroke();
    [context.lineWidth, context.strokeStyle] = [2, "#ff0"];
    context.stroke();
  }

  // A region that is asked for or chosen has a yellow edge.
  function mark(context, region, width) {
    context.fillStyle = "#ff0";
    for (const pixel of map.edges[region] ?? []) {
      context.fillRect(pixel % map.width - (width - 1) / 2, Math.floor(pixel / map.width) - (width - 1) / 2, width, width);
    }
  }

  function tell() {
    const said = find("chosen");
    const region = chosen >= 0 ? chosen : asked();
    const place = answers()[region];
    const name = place >= 0 ? classes()[place].dataset.paint : said.dataset.none;
    said.textContent = region < 0 ? "" : `${said.dataset.region} ${region}: ${name}${region === asked() ? ` (${said.dataset.asked})` : ""}`;
    find("strokes").textContent = strokes.length > 0 ? `(${strokes.length})` : "";
  }

  function place(event) {
    const box = find("layer").getBoundingClientRect();
    const round = (value) => Math.round(10 * value) / 10;
    return [round((event.clientX - box.left) * map.width / box.width), round((event.clientY - box.top) * map.height / box.height)];
  }

  function post(command) {
    const sent = strokes.length;
    document.dispatchEvent(new CustomEvent("studio-post", {
      detail: { address: view().dataset.view, command, taken: () => { strokes = command.strokes.length > 0 ? strokes.slice(sent) : strokes; } },
    }));
  }

  function give() {
    if (strokes.length > 0) {
      post({ strokes, regions: [] });
    } else {
      find("status").textContent = find("paint-send").dataset.nothing;
    }
  }

  function close() {
    if (polygon.length >= 6) {
      strokes.push({ class: classes()[painted].dataset.paint, points: polygon });
    }
    polygon = [];
    draw();
    tell();
  }

  function back() {
    if (polygon.length > 0) {
      polygon.splice(-2);
    } else {
      strokes.pop();
    }
    draw();
    tell();
  }

  // The nearest region that lies more this way than to the side.
  function move(across, down) {
    const from = map.centres[chosen];
    let best = -1;
    let least = Infinity;
    map.centres.forEach((centre, region) => {
      const along = (centre.x - from.x) * across + (centre.y - from.y) * down;
      const aside = Math.abs((centre.x - from.x) * down) + Math.abs((centre.y - from.y) * across);
      const far = along + 2 * aside;
      if (along > 0 && aside <= along && far < least) {
        [best, least] = [region, far];
      }
    });
    chosen = best >= 0 ? best : chosen;
  }

  function resize(factor) {
    radius = Math.min(Number(find("size").max), Math.max(1, Math.round(radius * factor)));
    find("size").value = radius;
  }

  document.addEventListener("pointerdown", (event) => {
    if (!map || !event.target.closest("#board") || event.button !== 0 || classes().length === 0) {
      return;
    }
    event.preventDefault();
    find("board").focus({ preventScroll: true });
    chosen = -1;
    const point = place(event);
    if (tool === "polygon") {
      polygon.push(...point);
    } else {
      find("board").setPointerCapture(event.pointerId);
      open = { class: classes()[painted].dataset.paint, radius, points: point };
    }
    draw();
    tell();
  });

  document.addEventListener("pointermove", (event) => {
    if (!open) {
      return;
    }
    for (const one of event.getCoalescedEvents?.() ?? [event]) {
      const [x, y] = place(one);
      if (Math.hypot(x - open.points.at(-2), y - open.points.at(-1)) >= Math.max(1, radius / 4)) {
        open.points.push(x, y);
      }
    }
    draw();
  });

  for (const kind of ["pointerup", "pointercancel"]) {
    document.addEventListener(kind, () => {
      if (open) {
        strokes.push(open);
        open = null;
        draw();
        tell();
      }
    });
  }

  document.addEventListener("dblclick", (event) => {
    if (event.target.closest("#board") && tool === "polygon") {
      // Both clicks have set a corner, at the same place.
      polygon.splice(-2);
      close();
    }
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!map || !button) {
      return;
    }
    if (button.dataset.paint !== undefined) {
      // By its key, while a region is chosen, the class answers that region.
      if (chosen >= 0 && document.activeElement === find("board")) {
        post({ strokes: [], regions: [{ region: chosen, class: button.dataset.paint }] });
      } else {
        painted = classes().indexOf(button);
        press();
      }
    } else if (button.dataset.tool) {
      tool = button.dataset.tool;
      polygon = [];
      press();
      draw();
    } else if (button.id === "paint-send") {
      give();
    } else if (button.id === "paint-back") {
      back();
    }
  });

  document.addEventListener("input", (event) => {
    if (event.target.id === "size") {
      radius = Number(event.target.value);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (!map || event.target.id !== "board" || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (way) {
      if (chosen < 0) {
        chosen = Math.max(0, asked());
      } else {
        move(...way);
      }
      draw();
      tell();
    } else if (event.key === "Enter" && polygon.length > 0) {
      close();
    } else if (event.key === "Escape") {
      polygon = [];
      draw();
    } else if (event.key === "+" || event.key === "-") {
      resize(event.key === "+" ? 1.25 : .8);
    } else {
      return;
    }
    event.preventDefault();
  });

  document.addEventListener("studio-shown", begin);
  if (find("board")) {
    load();
  }
})();
