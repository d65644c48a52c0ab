// Keeps some rows of a file of texts, evenly spaced.
// usage: node some.mjs FILE.csv ROWS > SOME.csv
import { readFileSync } from 'node:fs';

const text = readFileSync(process.argv[2], 'utf8');
const lines = [];
let quoted = false;
for (let start = 0, end = 0; end < text.length; end++) {
    quoted = text[end] === '"' ? !quoted : quoted;
    if (text[end] === '\n' && !quoted) {
        lines.push(text.slice(start, end + 1));
        start = end + 1;
    }
}
const [header, ...rows] = lines;
const most = Math.min(rows.length, Number(process.argv[3]));
process.stdout.write(header + Array.from({ length: most }, (_, i) => rows[Math.floor(i * rows.length / most)]).join(''));
