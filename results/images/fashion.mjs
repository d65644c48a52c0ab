// Writes 300 pictures of each class of Fashion-MNIST, training and test pictures together, as PNG.
// usage: node fashion.mjs FOLDER_OF_THE_PACKAGE OUT
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync, gunzipSync } from 'node:zlib';
import { write } from './pictures.mjs';

const labels = ['t-shirt', 'trouser', 'pullover', 'dress', 'coat', 'sandal', 'shirt', 'sneaker', 'bag', 'ankle-boot'];
const side = 28;
const [folder, out] = process.argv.slice(2);
const read = name => gunzipSync(readFileSync(join(folder, 'usr/share/datasets/fashion-mnist', `${name}-ubyte.gz`)));

function chunk(type, data) {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
}

// Without compression, so that the bytes do not depend on the version of zlib.
function png(pixels) {
    const header = Buffer.from([0, 0, 0, side, 0, 0, 0, side, 8, 0, 0, 0, 0]);
    const rows = Array.from({ length: side }, (_, row) => [Buffer.from([0]), pixels.subarray(row * side, (row + 1) * side)]).flat();
    const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 0 })), chunk('IEND', Buffer.alloc(0))];
    return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
}

const rows = ['train', 't10k'].flatMap(part => {
    const pixels = read(`${part}-images-idx3`).subarray(16);
    return [...read(`${part}-labels-idx1`).subarray(8)].map((label, index) =>
        ({ bytes: png(pixels.subarray(index * side * side, (index + 1) * side * side)), extension: 'png', label: labels[label] }));
});
write('fashion', out, rows, 300);
