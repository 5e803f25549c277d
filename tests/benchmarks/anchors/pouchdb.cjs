// The named peer of sync: PouchDB 9 with an express-pouchdb server, both on disk, 10,000 small records on loopback.
// `node pouchdb.cjs FOLDER RECORDS` with the packages installed in FOLDER; prints {"push": s, "pull": s, "idle": s}.
const fs = require("fs");
const path = require("path");
const [folder, count] = [process.argv[2], Number(process.argv[3])];
const need = (name) => require(path.join(folder, "node_modules", name));
const PouchDB = need("pouchdb");
const express = need("express");

const seconds = (from) => Number(process.hrtime.bigint() - from) / 1e9;

async function main() {
  fs.mkdirSync(path.join(folder, "server"), { recursive: true });
  const Server = PouchDB.defaults({ prefix: path.join(folder, "server") + path.sep });
  const app = express();
  app.use("/", need("express-pouchdb")(Server, { logPath: path.join(folder, "log.txt"), inMemoryConfig: true }));
  const listening = await new Promise((done) => {
    const server = app.listen(0, "127.0.0.1", () => done(server));
  });
  const url = `http://127.0.0.1:${listening.address().port}/desk`;
  const first = new PouchDB(path.join(folder, "first"));
  const records = [];
  for (let i = 0; i < count; i += 1) {
    records.push({ _id: `call-${i}`, kind: "call", note: `Nan rang about contact on day ${i}. She will ring again.`, number: `020 7946 ${i % 1000}` });
  }
  for (let i = 0; i < count; i += 1000) await first.bulkDocs(records.slice(i, i + 1000));
  let begun = process.hrtime.bigint();
  await first.replicate.to(url, { batch_size: 1000 });
  const push = seconds(begun);
  const second = new PouchDB(path.join(folder, "second"));
  begun = process.hrtime.bigint();
  await second.replicate.from(url, { batch_size: 1000 });
  const pull = seconds(begun);
  const there = (await second.info()).doc_count;
  begun = process.hrtime.bigint();
  await second.replicate.from(url, { batch_size: 1000 });
  const idle = seconds(begun);
  console.log(JSON.stringify({ push, pull, idle, there }));
  process.exit(there === count ? 0 : 1);
}

main().catch((trouble) => {
  console.error(trouble);
  process.exit(1);
});
