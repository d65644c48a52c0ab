// Writes a set whose labels are the names of folders.
// usage: node folders.mjs cifar|clipart|grocery|stamps FOLDER_OF_THE_SOURCE OUT
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { files, write } from './pictures.mjs';

// Root of the pictures; the part of the path that is the label; pictures to leave out; most pictures of a label.
const sets = {
    cifar: { root: '.', label: /^(?:train|test)\/(\w+)\//, limit: 300 },
    clipart: {
        root: 'usr/share/openclipart/png',
        label: /^(animals|buildings|computer|food|people|plants|recreation|tools|transportation)\//,
        // Folders of symbols, which are drawn alike whatever the class.
        leaveOut: /^(computer\/(buttons|icons)|transportation\/(aiga-symbols|roadsigns))\//,
        limit: 150,
    },
    // The kind, such as apple, without the brand or cultivar below it; brown mushrooms are in two places.
    grocery: { root: 'dataset', label: /^(?:train|val|test)\/\w+\/(?:Brown-Cap-)?([\w-]+)\//, limit: 80 },
    stamps: { root: 'usr/share/tuxpaint/stamps', label: /^(animals|food|household|plants|seasonal|symbols|town|vehicles)\//, limit: 150 },
};
const longest = 2048;
const side = bytes => Math.max(bytes.readUInt32BE(16), bytes.readUInt32BE(20));

const [name, folder, out] = process.argv.slice(2);
const { root, label, leaveOut, limit } = sets[name];
const rows = files(join(folder, root))
    .filter(path => /\.(jpg|png)$/.test(path) && label.test(path) && !leaveOut?.test(path))
    .map(path => ({ bytes: readFileSync(join(folder, root, path)), extension: extname(path).slice(1), label: label.exec(path)[1].toLowerCase() }))
    .filter(row => row.extension !== 'png' || side(row.bytes) <= longest);
write(name, out, rows, limit);
