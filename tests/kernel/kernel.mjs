// The kernel under test: the one that ships, or the copy in the folder INSTEP_KERNEL names.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = new URL("../../", import.meta.url);
const SHIPPED = fileURLToPath(new URL("src/instep/web/static/kernel/", ROOT));
const FOLDER = pathToFileURL(`${process.env.INSTEP_KERNEL ?? SHIPPED}/`);

export const part = (file) => import(new URL(file, FOLDER));
export const kernel = await part("index.js");

/** The tables as the server writes them today, and their version; kept in INSTEP_TABLES, or asked. */
export function tablesToday() {
  if (process.env.INSTEP_TABLES) return JSON.parse(readFileSync(process.env.INSTEP_TABLES, "utf8"));
  const python = process.env.PYTHON ?? fileURLToPath(new URL(".venv/bin/python", ROOT));
  const said = execFileSync(python, ["-m", "tests.kernel.tables"], {
    cwd: fileURLToPath(ROOT),
    encoding: "utf8",
  });
  return JSON.parse(said);
}

/** A case file of tests/cases. */
export function cases(name) {
  return JSON.parse(readFileSync(new URL(`tests/cases/${name}`, ROOT), "utf8"));
}
