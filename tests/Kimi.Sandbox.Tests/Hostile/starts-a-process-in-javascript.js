// Expected: exited 0: denied
const { spawnSync } = require("child_process");
console.log(spawnSync("/usr/bin/id").error ? "denied" : "bad");
