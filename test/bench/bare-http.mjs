/** The bare HTTP server that `latency` compares /health with. */
import { createServer } from "node:http";

const server = createServer((_request, response) => {
  response.setHeader("Content-Type", "application/json");
  response.end(
    JSON.stringify({ live: true, ready: true, state: "streaming", progress: 1, detail: "", connections: 1 }),
  );
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`ready at http://127.0.0.1:${server.address().port}\n`));
process.once("SIGINT", () => process.exit(0));
