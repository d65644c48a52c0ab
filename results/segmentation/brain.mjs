// Slices of a brain (Colin 27, T1) as pictures, and the parts of the AAL atlas as masks, from Debian's mricron-data:
//   node brain.mjs TEMPLATES OUT   (TEMPLATES: usr/share/mricron/templates of the unpacked package)
import { gunzipSync, deflateSync, crc32 } from 'node:zlib';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [templates, out] = process.argv.slice(2);
const [first, last, step] = [20, 150, 2];
const classes = ['rest', 'frontal', 'temporal', 'parietal', 'occipital', 'limbic', 'nuclei', 'cerebellum'];
const parts = [
  [/^(Precentral|Frontal|Rolandic|Supp_Motor|Olfactory|Rectus)/, 1],
  [/^(Heschl|Temporal)/, 2],
  [/^(Postcentral|Parietal|SupraMarginal|Angular|Precuneus|Paracentral)/, 3],
  [/^(Calcarine|Cuneus|Lingual|Occipital|Fusiform)/, 4],
  [/^(Insula|Cingulum|Hippocampus|ParaHippocampal|Amygdala)/, 5],
  [/^(Caudate|Putamen|Pallidum|Thalamus)/, 6],
  [/^(Cerebelum|Vermis)/, 7],
];

function volume(name) {
  const bytes = gunzipSync(readFileSync(join(templates, name)));
  const [x, y, z] = [42, 44, 46].map(at => bytes.readInt16LE(at));
  if (bytes.readInt16LE(70) !== 2) throw new Error(`${name}: bytes are expected`);
  return { x, y, z, at: bytes.subarray(bytes.readFloatLE(108)) };
}

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

// An 8-bit grey PNG, the front of the head above.
function png(width, height, value) {
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = value(x, height - 1 - y);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

const partOf = new Uint8Array(256);
for (const line of readFileSync(join(templates, 'aal.nii.txt'), 'utf8').split('\n').filter(line => line.trim())) {
  const [number, name] = line.trim().split(/\s+/);
  partOf[Number(number)] = parts.find(([pattern]) => pattern.test(name))[1];
}
const [head, atlas] = [volume('ch2.nii.gz'), volume('aal.nii.gz')];
for (const folder of ['pictures', 'masks']) mkdirSync(join(out, folder), { recursive: true });
for (let z = first; z <= last; z += step) {
  const name = `${String(z).padStart(3, '0')}.png`;
  const place = (x, y) => x + head.x * (y + head.y * z);
  writeFileSync(join(out, 'pictures', name), png(head.x, head.y, (x, y) => head.at[place(x, y)]));
  writeFileSync(join(out, 'masks', name), png(head.x, head.y, (x, y) => partOf[atlas.at[place(x, y)]]));
}
writeFileSync(join(out, 'classes.json'), JSON.stringify({ classes: Object.fromEntries(classes.map((name, value) => [name, value])) }, null, 2) + '\n');
