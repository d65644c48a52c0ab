// Joins the two ARFF files of a topic of Reuters-21578 in the Debian package weka.
// usage: node reuters.mjs FOLDER_OF_THE_PACKAGE Corn|Grain > reuters-corn.csv
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { print } from './csv.mjs';

const [folder, topic] = process.argv.slice(2);
const escapes = { n: '\n', r: '\r', t: '\t' };
const row = /^'((?:[^'\\]|\\.)*)',([01])$/;
const rows = ['train', 'test'].flatMap(part => {
    const file = join(folder, `usr/share/doc/weka/examples/Reuters${topic}-${part}.arff`);
    const lines = readFileSync(file, 'utf8').split(/\r?\n/);
    return lines.slice(lines.indexOf('@data') + 1).filter(line => line !== '').map(line => {
        const [, text, label] = row.exec(line);
        return [text.replaceAll(/\\(.)/g, (_, character) => escapes[character] ?? character), label === '1' ? topic.toLowerCase() : 'other'];
    });
});
print(`reuters-${topic.toLowerCase()}`, rows);
