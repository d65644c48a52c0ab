// Writes every third row of a CSV file, from the first on, with its header.
// usage: node third.mjs spam.csv > spam-third.csv
import { readFileSync } from 'node:fs';

// A line end within quotes is part of a cell.
const records = readFileSync(process.argv[2], 'utf8').match(/(?:"(?:[^"]|"")*"|[^"\n])+\n/g);
process.stdout.write([records[0], ...records.slice(1).filter((_, row) => row % 3 === 0)].join(''));
