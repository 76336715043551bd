// Covering what must not be seen, on this device: each covered part becomes one flat colour before anything is sent.
(() => {
  "use strict";
  const panel = document.getElementById("covering");
  const picture = document.getElementById("covering-picture");
  const counted = document.getElementById("covering-count");
  const tool = Object.fromEntries([...panel.querySelectorAll("[data-cover]")].map((one) => [one.dataset.cover, one]));
  const LONGEST_SIDE = 2000;
  const QUALITY = 0.8;
  const TAP = 0.02; // of the picture: what moves less was a tap
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  // What a photo shows is asked where the photo is; of a file it can be said in the list.
  const about = document.querySelector(".evidence-caption");
  about.hidden = !about.querySelector("[aria-invalid]");
  panel.querySelector(".actions").before(about);

  let clean = null; // the photo as a canvas, shrunk and upright
  let boxes = [];
  let drawn = null; // the box that a finger is drawing
  let settle = null;

  // A bitmap where the browser makes one, an image element in older ones; both turn the photo upright.
  async function opened(file) {
    if (window.createImageBitmap) {
      const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
      if (bitmap) return bitmap;
    }
    const image = new Image();
    const address = URL.createObjectURL(file);
    image.src = address;
    try {
      await image.decode();
      return image;
    } catch {
      return null;
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  function shrunk(source) {
    const [width, height] = [source.naturalWidth || source.width, source.naturalHeight || source.height];
    const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const paint = canvas.getContext("2d");
    paint.fillStyle = "#fff";
    paint.fillRect(0, 0, canvas.width, canvas.height);
    paint.drawImage(source, 0, 0, canvas.width, canvas.height);
    return canvas;
  }

  // One colour for the whole box: nothing of it can be worked out again.
  function cover(paint, box) {
    const dot = document.createElement("canvas");
    dot.width = dot.height = 1;
    const one = dot.getContext("2d");
    one.drawImage(clean, box.x, box.y, box.width, box.height, 0, 0, 1, 1);
    const [red, green, blue] = one.getImageData(0, 0, 1, 1).data;
    paint.fillStyle = `rgb(${red} ${green} ${blue})`;
    paint.fillRect(box.x, box.y, box.width, box.height);
  }

  function paintOn(canvas, withFrames) {
    const paint = canvas.getContext("2d");
    paint.drawImage(clean, 0, 0);
    const shown = drawn ? [...boxes, drawn] : boxes;
    for (const box of shown) cover(paint, box);
    if (!withFrames) return;
    paint.lineWidth = Math.max(2, clean.width / 250);
    shown.forEach((box, place) => {
      paint.setLineDash(place === shown.length - 1 ? [] : [paint.lineWidth * 3, paint.lineWidth * 2]);
      for (const [colour, inset] of [["#fff", paint.lineWidth], ["#14213d", 0]]) {
        paint.strokeStyle = colour;
        paint.strokeRect(box.x + inset, box.y + inset, box.width - 2 * inset, box.height - 2 * inset);
      }
    });
  }

  function show(tell = true) {
    paintOn(picture, true);
    tool.undo.disabled = !boxes.length;
    if (tell) counted.textContent = boxes.length ? panel.dataset.count.replace("{number}", boxes.length) : panel.dataset.none;
  }

  // Whole pixels within the picture, and never so small that nobody sees it.
  function within(box) {
    const width = Math.min(Math.max(Math.round(Math.abs(box.width)), 8), clean.width);
    const height = Math.min(Math.max(Math.round(Math.abs(box.height)), 8), clean.height);
    const left = Math.round(Math.min(box.x, box.x + box.width));
    const top = Math.round(Math.min(box.y, box.y + box.height));
    return {
      x: Math.min(Math.max(left, 0), clean.width - width),
      y: Math.min(Math.max(top, 0), clean.height - height),
      width,
      height,
    };
  }

  function around(x, y) {
    const side = Math.max(clean.width, clean.height) / 6;
    return within({ x: x - side / 2, y: y - side / 4, width: side, height: side / 2 });
  }

  function place(event) {
    const edge = picture.getBoundingClientRect();
    return [(event.clientX - edge.left) * clean.width / edge.width, (event.clientY - edge.top) * clean.height / edge.height];
  }

  picture.addEventListener("pointerdown", (event) => {
    if (!clean || event.button) return;
    picture.setPointerCapture(event.pointerId);
    const [x, y] = place(event);
    drawn = { x, y, width: 0, height: 0 };
  });
  picture.addEventListener("pointermove", (event) => {
    if (!drawn) return;
    const [x, y] = place(event);
    drawn = { ...drawn, width: x - drawn.x, height: y - drawn.y };
    if (drawn.width && drawn.height) paintOn(picture, true);
  });
  picture.addEventListener("pointerup", () => {
    if (!drawn) return;
    const side = Math.max(clean.width, clean.height) * TAP;
    const isTap = Math.abs(drawn.width) < side && Math.abs(drawn.height) < side;
    boxes.push(isTap ? around(drawn.x, drawn.y) : within(drawn));
    drawn = null;
    show();
  });
  picture.addEventListener("pointercancel", () => {
    drawn = null;
    if (clean) show();
  });

  picture.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const last = boxes[boxes.length - 1];
    if (!step || !last) return;
    event.preventDefault();
    const far = Math.max(clean.width, clean.height) / 50;
    const [x, y] = [step[0] * far, step[1] * far];
    const moved = event.shiftKey
      ? { ...last, width: Math.max(8, last.width + x), height: Math.max(8, last.height + y) }
      : { ...last, x: last.x + x, y: last.y + y };
    boxes[boxes.length - 1] = within(moved);
    show(false);
  });

  tool.add.addEventListener("click", () => {
    boxes.push(around(clean.width / 2, clean.height / 2));
    show();
    picture.focus();
  });
  tool.undo.addEventListener("click", () => {
    boxes.pop();
    show();
  });
  tool.drop.addEventListener("click", () => finish(null));
  tool.send.addEventListener("click", () => {
    drawn = null;
    paintOn(picture, false);
    picture.toBlob(finish, "image/jpeg", QUALITY);
  });

  function finish(blob) {
    panel.hidden = true;
    about.hidden = true;
    clean = null;
    picture.width = picture.height = 1; // a phone has little memory
    settle(blob);
  }

  // Resolves to the photo as it may be sent, to null if it is not to be sent, to undefined if it cannot be opened here.
  // ``opening`` is called when it is about to be shown.
  window.coverPhoto = async (file, opening) => {
    const source = await opened(file);
    if (!source) return undefined;
    clean = shrunk(source);
    opening();
    source.close?.();
    boxes = [];
    picture.width = clean.width;
    picture.height = clean.height;
    panel.hidden = false;
    about.hidden = false;
    show();
    panel.focus();
    panel.scrollIntoView({ block: "start" });
    return new Promise((resolve) => { settle = resolve; });
  };
})();
