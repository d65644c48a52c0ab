// Writes pictures and a CSV file of their labels, for the scripts beside this one.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const hash = bytes => createHash('sha256').update(bytes).digest('hex');

/** All files in a folder and the folders in it, with their paths from there, in one order on every machine. */
export function files(folder) {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name)).map(path => path.slice(join(folder, '/').length)).sort();
}

/**
 * Writes OUT/NAME.csv and OUT/pictures from { bytes, extension, label }, at most `limit` of each label. Copies of a picture are left out: the first stays. A
 * picture is named after its SHA-256, so that its name gives no label away and the checksum of the CSV file covers the pictures. The rows stand in the order
 * of the SHA-256 of `name` and picture: random with respect to what is in the picture, and the same on every machine.
 */
export function write(name, out, rows, limit = Infinity) {
    const pictures = new Map();
    for (const row of rows) {
        const key = hash(row.bytes);
        if (!pictures.has(key)) {
            pictures.set(key, row);
        }
    }
    const order = [...pictures.keys()].map(key => ({ key, place: hash(`${name}\n${key}`) })).sort((a, b) => a.place < b.place ? -1 : 1);
    mkdirSync(join(out, 'pictures'), { recursive: true });
    const taken = new Map();
    const lines = ['image,label'];
    for (const { key } of order) {
        const { bytes, extension, label } = pictures.get(key);
        const count = (taken.get(label) ?? 0) + 1;
        if (count <= limit) {
            taken.set(label, count);
            const path = `pictures/${key.slice(0, 16)}.${extension}`;
            writeFileSync(join(out, path), bytes);
            lines.push(`${path},${label}`);
        }
    }
    writeFileSync(join(out, `${name}.csv`), lines.join('\n') + '\n');
}
