// Renders chat templates by the interpreter in the file that is named, on 26 July 2024: standard input is a list of {template, variables}, standard output one of
// texts.
const now = new Date(2024, 6, 26);
globalThis.Date = class extends Date { constructor() { super(now); } };
const { Template } = require(process.argv[2]);
const orders = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(orders.map(({ template, variables }) => {
  try {
    return new Template(template).render({ date_string: '26 Jul 2024', ...variables });
  } catch (error) {
    return `refused: ${error.message}`;
  }
})));
