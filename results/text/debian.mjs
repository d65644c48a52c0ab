// Writes descriptions of Debian's packages with their section: at most 400 of each of eight sections.
// usage: node debian.mjs PACKAGES TRANSLATION_EN > debian.csv
//
// A text is the short description and the first paragraph of the long one. Of the packages made from one source only the first is kept: the others are often
// the same program's data, or a variant.
import { readFileSync } from 'node:fs';
import { print } from './csv.mjs';

const sections = new Set(['editors', 'games', 'graphics', 'mail', 'math', 'net', 'science', 'sound']);
const paragraphs = file => readFileSync(file, 'utf8').split('\n\n').filter(text => text !== '');
const field = (text, name) => new RegExp(`^${name}: (.*(?:\\n .*)*)`, 'm').exec(text)?.[1];

const descriptions = new Map(paragraphs(process.argv[3]).map(text => [field(text, 'Description-md5'), field(text, 'Description-en')]));
const sources = new Set();
const rows = [];
for (const text of paragraphs(process.argv[2])) {
    const section = field(text, 'Section');
    const source = (field(text, 'Source') ?? field(text, 'Package')).split(' ')[0];
    const description = descriptions.get(field(text, 'Description-md5'));
    if (sections.has(section) && description !== undefined && !sources.has(source)) {
        sources.add(source);
        const [short, ...long] = description.split('\n').map(line => line.trim());
        const end = long.indexOf('.');
        rows.push([`${short}\n${long.slice(0, end < 0 ? long.length : end).join(' ')}`, section]);
    }
}
print('debian', rows, 400);
