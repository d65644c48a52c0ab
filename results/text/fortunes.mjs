// Writes the sayings of six files of the Debian package fortunes with the file's name.
// usage: node fortunes.mjs FOLDER_OF_THE_PACKAGE > fortunes.csv
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { print } from './csv.mjs';

const rows = ['art', 'computers', 'law', 'politics', 'science', 'songs-poems'].flatMap(name =>
    readFileSync(join(process.argv[2], 'usr/share/games/fortunes', name), 'utf8').split(/^%\n/m).map(text => [text, name]));
print('fortunes', rows);
