// Expected: limit Memory | signal 6
const kept = [];
while (true) kept.push(new Array(100000).fill(kept.length));
