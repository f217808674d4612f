// Makes static/build/ from static/src/ and static/img/: small, named by what is in them, packed for the wire, and listed
// in manifest.json (logical name -> file name). A sheet or script whose name starts with _ is only a part of others.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = fileURLToPath(new URL(".", import.meta.url));
const src = join(here, "src");
const img = join(here, "img");
const out = join(here, "build");
const packed = new Set([".css", ".js", ".svg"]);
const targets = ["chrome100", "firefox100", "safari15"];

function listed(folder) {
  try {
    return readdirSync(folder).filter((name) => !/^[_.]/.test(name));
  } catch (fault) {
    if (fault.code === "ENOENT") return []; // a tree without drawings is whole
    throw fault;
  }
}

function sheet(name) {
  const { css } = sass.compile(join(src, name), { loadPaths: [join(here, "..", "node_modules")], quietDeps: true });
  const { code } = esbuild.transformSync(css, { loader: "css", minify: true, target: targets });
  return [name.replace(/\.scss$/, ".css"), Buffer.from(code)];
}

function script(name) {
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [join(src, name)],
    bundle: true,
    charset: "utf8",
    format: "esm",
    legalComments: "none",
    minify: true,
    target: targets,
    write: false,
  });
  return [name.replace(/\.mjs$/, ".js"), Buffer.from(outputFiles[0].contents)];
}

function hashed(name, body) {
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 12);
  return name.replace(/(\.[^.]+)$/, `.${hash}$1`);
}

function keep(name, body) {
  writeFileSync(join(out, name), body);
  if (!packed.has(extname(name))) return 0;
  const br = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  writeFileSync(`${join(out, name)}.br`, br);
  writeFileSync(`${join(out, name)}.gz`, gzipSync(body, { level: 9 }));
  return br.length;
}

const made = [
  ...listed(src).filter((name) => name.endsWith(".scss")).map(sheet),
  ...listed(src).filter((name) => name.endsWith(".mjs")).map(script),
  ...listed(img).map((name) => [name, readFileSync(join(img, name))]),
];

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const manifest = {};
for (const [name, body] of made) {
  manifest[name] = hashed(name, body);
  const wire = keep(manifest[name], body);
  console.log(`${manifest[name]}  ${body.length} bytes${wire ? `, ${wire} with brotli` : ""}`);
}
writeFileSync(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 1)}\n`);
