// Expected: exited 0: denied
const server = require("net").createServer();
server.on("error", () => console.log("denied"));
server.listen(8080, () => console.log("bad"));
