// Writes texts and their labels as CSV, for the scripts beside this one.
import { createHash } from 'node:crypto';

const quote = text => /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
const controls = /[\0-\x08\x0b-\x1f\x7f]/g;

/**
 * Prints [text, label] pairs, at most `limit` of each label. Copies of a text are left out: the first stays. The rows stand in the order of the SHA-256 of
 * `seed` and text. So the choice and the order are random with respect to what is in the text, and the same on every machine.
 */
export function print(seed, rows, limit = Infinity) {
    const labels = new Map();
    for (const [raw, label] of rows) {
        const text = raw.replaceAll('\r\n', '\n').replaceAll(controls, '').trim();
        if (text !== '' && !labels.has(text)) {
            labels.set(text, label);
        }
    }
    const key = text => createHash('sha256').update(`${seed}\n${text}`).digest('hex');
    const order = [...labels.keys()].map(text => ({ text, key: key(text) })).sort((a, b) => a.key < b.key ? -1 : 1);
    const taken = new Map();
    const lines = ['text,label'];
    for (const { text } of order) {
        const label = labels.get(text);
        const count = (taken.get(label) ?? 0) + 1;
        if (count <= limit) {
            taken.set(label, count);
            lines.push(`${quote(text)},${quote(label)}`);
        }
    }
    process.stdout.write(lines.join('\n') + '\n');
}
