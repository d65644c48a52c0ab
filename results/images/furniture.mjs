// Writes the pictures of the models in the Debian package sweethome3d-furniture with the room or kind that they are for.
// usage: node furniture.mjs FOLDER_OF_THE_UNPACKED_CATALOGS OUT
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { write } from './pictures.mjs';

const [folder, out] = process.argv.slice(2);
const rows = readdirSync(folder).sort().flatMap(catalog => {
    const properties = readFileSync(join(folder, catalog, 'PluginFurnitureCatalog.properties'), 'latin1');
    const values = name => new Map([...properties.matchAll(new RegExp(`^${name}#(\\d+)\\s*=\\s*(.*?)\\s*$`, 'gm'))].map(match => [match[1], match[2]]));
    const icons = values('icon');
    return [...values('category')]
        .filter(([, category]) => category !== 'Miscellaneous' && category !== 'Staircases')
        .map(([model, category]) => ({
            bytes: readFileSync(join(folder, catalog, icons.get(model))), extension: 'png', label: category.toLowerCase().replaceAll(' ', '-'),
        }));
});
write('furniture', out, rows);
