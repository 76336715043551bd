#!/usr/bin/env node
// Remakes static/vendor/plotly-4.*: the chart library of the page on which a result is explored, and nothing more.
//
//   node bin/plotly_bundle.mjs [folder that has node_modules already]
//
// The whole library is 4.8 MB and writes a style sheet into the page, which our content policy forbids. This takes
// points, bars and radars with the Vietnamese locale, puts the style sheet into a file, and patches the places that
// set a style attribute or load a blob. Needs Node 20 and npm; set-up and product need neither.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const PACKAGES = { "plotly.js": "4.1.1", esbuild: "0.28.2" };
const VENDOR = join(dirname(fileURLToPath(import.meta.url)), "..", "static", "vendor");
const ENTRY = `
const Plotly = require("plotly.js/lib/core");
Plotly.register([require("plotly.js/lib/bar"), require("plotly.js/lib/scatterpolar"), require("plotly.js/lib/locales/vi")]);
module.exports = Plotly;
`;
// File, what stands there, what stands there instead, how often.
const PATCHES = [
  ["src/components/colorbar/draw.js", ".attr('style', '')", ".attr('style', null)", 2],
  ["src/snapshot/svgtoimg.js", "if(format === 'svg' || Lib.isSafari())", "if(true)", 1],
];

const given = process.argv[2];
const work = given ?? mkdtempSync(join(tmpdir(), "plotly-bundle-"));
const wanted = Object.entries(PACKAGES).map(([name, version]) => `${name}@${version}`);
if (!given) {
  execFileSync("npm", ["install", "--prefix", work, "--ignore-scripts", "--no-audit", "--no-fund", ...wanted], { stdio: "inherit" });
}
const modules = join(work, "node_modules");
for (const [name, version] of Object.entries(PACKAGES)) {
  const found = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")).version;
  if (found !== version) throw new Error(`${name} ${version} is wanted, ${found} is there`);
}

const { build } = createRequire(pathToFileURL(join(work, "index.js")))("esbuild");
const applied = new Set();
const patching = {
  name: "patching",
  setup(building) {
    building.onLoad({ filter: /plotly\.js[\\/](src|build)[\\/].*\.js$/ }, ({ path }) => {
      const file = relative(join(modules, "plotly.js"), path).replaceAll("\\", "/");
      if (file === "build/plotcss.js") return { contents: "" };
      const patches = PATCHES.filter(([patched]) => patched === file);
      if (!patches.length) return null;
      let contents = readFileSync(path, "utf8");
      for (const [, before, after, times] of patches) {
        if (contents.split(before).length - 1 !== times) throw new Error(`${file} is not what the patch was made for`);
        contents = contents.replaceAll(before, after);
      }
      applied.add(file);
      return { contents };
    });
  },
};
const made = await build({
  stdin: { contents: ENTRY, resolveDir: work },
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "Plotly",
  target: "es2020",
  legalComments: "none",
  loader: { ".css": "empty" },
  define: { global: "window" },
  plugins: [patching],
  metafile: true,
  write: false,
});
if (applied.size !== new Set(PATCHES.map(([file]) => file)).size) throw new Error("a patch found no file");
const version = PACKAGES["plotly.js"];
writeFileSync(join(VENDOR, "plotly-4.min.js"), `/* plotly.js ${version}, MIT; made by bin/plotly_bundle.mjs */\n${made.outputFiles[0].text}`);
writeFileSync(join(VENDOR, "plotly-4.css"), styles());
writeFileSync(join(VENDOR, "plotly-4.licences.txt"), licences(Object.keys(made.metafile.inputs)));
if (!given) rmSync(work, { recursive: true });

/** Returns the rules that the library would write into the page. */
function styles() {
  const source = readFileSync(join(modules, "plotly.js", "build", "plotcss.js"), "utf8");
  const rules = new Function(`${source.match(/var rules = \{[\s\S]*?\n\};/)[0]} return rules;`)();
  const lines = Object.entries(rules).map(([selector, rule]) => {
    const whole = selector.replace(/X/g, ".js-plotly-plot .plotly").replace(/Y/g, ".plotly-notifier");
    return `${whole} { ${rule} }`;
  });
  // The library puts each rule before those that it wrote already.
  return `/* plotly.js ${version}, MIT; made by bin/plotly_bundle.mjs */\n${lines.reverse().join("\n")}\n`;
}

/** Returns the licences of all packages of which something is in the bundle. */
function licences(inputs) {
  const scripts = inputs.filter((input) => !input.endsWith(".css"));
  const names = new Set(scripts.map((input) => input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/)?.[1]));
  return [...names].filter(Boolean).sort().map((name) => {
    const folder = join(modules, name);
    const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8").trim() : "(no text in the package)";
    return `${name} ${about.version}: ${about.license}\n\n${text}\n`;
  }).join("\n----\n\n");
}
