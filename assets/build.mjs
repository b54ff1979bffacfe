// Builds styles, script, font and icons into src/plek/shared/ui/static/plek/dist/.
import { build } from "esbuild";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = fileURLToPath(new URL("../src/plek/shared/ui/static/plek/dist/", import.meta.url));
const names = async () =>
  (await readFile(`${here}icons.txt`, "utf8")).split("\n").filter((line) => line && !line.startsWith("#"));

/** One `<symbol>` of the sprite, from the shapes of one icon file. */
async function symbol(name) {
  const svg = await readFile(`${here}node_modules/lucide-static/icons/${name}.svg`, "utf8");
  const shapes = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.indexOf("</svg>")).replace(/\s+/g, " ");
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${shapes.trim()}</symbol>`;
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const symbols = await Promise.all((await names()).map(symbol));
await writeFile(
  `${out}icons.svg`,
  `<!-- Lucide, ISC licence, https://lucide.dev --><svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`,
);
await copyFile(`${here}css/tokens.css`, `${out}tokens.css`); // the gallery measures these
await mkdir(`${out}fonts`); // for documents; their licence goes with them
for (const name of ["OTF/SourceSans3-Regular.otf", "OTF/SourceSans3-It.otf", "OTF/SourceSans3-Semibold.otf", "LICENSE.md"])
  await copyFile(`${here}node_modules/source-sans/${name}`, `${out}fonts/${name.split("/").pop()}`);
await build({
  absWorkingDir: here,
  entryPoints: { plek: "css/plek.css" },
  outdir: out,
  bundle: true,
  minify: true,
  target: ["chrome109", "firefox115", "safari16.4"],
  loader: { ".woff2": "file", ".svg": "file" },
  assetNames: "[name]",
  logLevel: "warning",
});
await build({
  absWorkingDir: here,
  entryPoints: { plek: "js/plek.js" },
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome109", "firefox115", "safari16.4"],
  logLevel: "warning",
});
