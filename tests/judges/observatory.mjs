// observatory.mjs MODULES BASE PATH…: one JSON line of what MDN's HTTP Observatory and
// Google's CSP evaluator find. What needs TLS is not asked of loopback: redirection to
// https, HSTS and the Secure flag of cookies.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, base, ...paths] = process.argv.slice(2);
const load = (path) =>
  import(pathToFileURL(`${modules}/@mdn/mdn-http-observatory/src/${path}`).href);
const require = createRequire(`${modules}/`);
const { retrieve } = await load("retriever/retriever.js");
const { ALL_TESTS } = await load("constants.js");
const { getScoreModifier } = await load("grader/grader.js");
const { CspEvaluator } = require("csp_evaluator/dist/evaluator.js");
const { CspParser } = require("csp_evaluator/dist/parser.js");
const { Severity } = require("csp_evaluator/dist/finding.js");
const { Version } = require("csp_evaluator/dist/csp.js");

const TESTS_OF_TLS = ["redirection", "strict-transport-security"];
const RESULTS_OF_TLS = ["cookies-without-secure-flag"];
const GRAVE = [Severity.HIGH, Severity.MEDIUM, Severity.SYNTAX];
const { hostname, port } = new URL(base);

async function judge(path) {
  const site = await retrieve(hostname, { httpPort: port, httpsPort: 9, path });
  const results = ALL_TESTS.map((test) => test(site))
    .filter((result) => !TESTS_OF_TLS.includes(result.constructor.name))
    .filter((result) => !RESULTS_OF_TLS.includes(result.result));
  const lost = results.map((result) => getScoreModifier(result.result))
    .filter((modifier) => modifier < 0);
  const policy = (await fetch(base + path)).headers.get("content-security-policy") ?? "";
  const findings = new CspEvaluator(new CspParser(policy).csp, Version.CSP3).evaluate();
  return {
    path,
    score: lost.reduce((score, modifier) => score + modifier, 100),
    failed: results.filter((result) => !result.pass).map((result) => result.result),
    policy: findings.filter((finding) => GRAVE.includes(finding.severity))
      .map((finding) => finding.description),
  };
}

const judged = [];
for (const path of paths) judged.push(await judge(path));
console.log(JSON.stringify(judged));
process.exit(0);
