// Compares the learners of a run of experiment.json over the sets, paired by seed: node results/panel/compare.mjs runs/results/panel
// Writes differences.csv and differences.svg into that folder and prints the table as Markdown.
import { readFileSync, writeFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const reference = 'panel';
const names = {
  'view-1': 'minilm alone', 'view-2': 'arctic-xs alone', 'view-3': 'n-grams alone', 'logistic-regression': 'joined vector',
  'panel-co-training': 'panel, co-training', 'panel-tri-training': 'panel, tri-training',
};
// Student's t, 97.5 %, for 1 to 30 degrees of freedom.
const t975 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11, 2.101, 2.093, 2.086,
  2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042];
const mean = values => values.reduce((sum, value) => sum + value, 0) / values.length;
const error = values => {
  const m = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - m) ** 2, 0) / (values.length - 1) / values.length);
};

const scores = learner => {
  const [head, ...lines] = readFileSync(join(folder, learner, 'aubc.csv'), 'utf8').trim().split('\n').map(line => line.split(','));
  const at = name => head.indexOf(name);
  const sets = new Map();
  for (const cells of lines) {
    const data = cells[at('data')];
    if (!sets.has(data)) sets.set(data, new Map());
    sets.get(data).set(cells[at('seed')], Number(cells[at('margin')]));
  }
  return sets;
};

const learners = Object.keys(names).filter(learner => existsSync(join(folder, learner)));
const base = scores(reference);
const sets = [...base.keys()];
const rows = learners.map(learner => {
  const own = scores(learner);
  const bySet = sets.map(data => {
    const gains = [...base.get(data)].map(([seed, score]) => own.get(data).get(seed) - score);
    return { data, gain: mean(gains), error: error(gains) };
  });
  const gains = bySet.map(one => one.gain);
  const half = t975[sets.length - 2] * error(gains);
  return { learner, bySet, gain: mean(gains), lower: mean(gains) - half, upper: mean(gains) + half, ahead: gains.filter(gain => gain > 0).length };
});

const signed = value => (value < 0 ? '-' : '+') + Math.abs(value).toFixed(4).replace('0.', '.');
writeFileSync(join(folder, 'differences.csv'), ['learner,data,difference,standard_error',
  ...rows.flatMap(row => row.bySet.map(one => [row.learner, one.data, one.gain.toFixed(6), one.error.toFixed(6)].join(',')))].join('\n') + '\n');
console.log(`| set | panel | ${learners.map(learner => names[learner]).join(' | ')} |`);
console.log(`|---|---|${learners.map(() => '---|').join('')}`);
for (const [i, data] of sets.entries()) {
  const cells = rows.map(({ bySet }) => signed(bySet[i].gain) + (Math.abs(bySet[i].gain) > 3 * bySet[i].error ? ' *' : ''));
  console.log(`| ${data} | ${mean([...base.get(data).values()]).toFixed(4)} | ${cells.join(' | ')} |`);
}
console.log(`| mean | ${mean(sets.map(data => mean([...base.get(data).values()]))).toFixed(4)} | ${rows.map(row => signed(row.gain)).join(' | ')} |`);
console.log(`| [95 % over sets] | | ${rows.map(row => `[${signed(row.lower)}, ${signed(row.upper)}]`).join(' | ')} |`);
console.log(`| ahead on | | ${rows.map(row => row.ahead).join(' | ')} |`);

const [width, left, right, step, top] = [900, 190, 30, 74, 40];
const all = rows.flatMap(row => row.bySet.flatMap(one => [one.gain - 2 * one.error, one.gain + 2 * one.error]));
const [low, high] = [Math.min(...all, 0), Math.max(...all, 0)];
const x = value => left + (value - low) / (high - low) * (width - left - right);
const height = top + rows.length * step + 50;
const colours = ['#1f77b4', '#ff7f0e', '#2ca02c', '#d62728', '#9467bd', '#8c564b', '#e377c2', '#7f7f7f'];
const parts = [`<rect width="${width}" height="${height}" fill="white"/>`,
  `<line x1="${x(0)}" x2="${x(0)}" y1="${top - 10}" y2="${height - 45}" stroke="#888"/>`];
const tick = [0.01, 0.02, 0.05, 0.1, 0.2].find(size => (high - low) / size <= 8) ?? 0.5;
for (let k = Math.ceil(low / tick); k * tick <= high; k++) {
  parts.push(`<text x="${x(k * tick)}" y="${height - 28}" text-anchor="middle">${(k * tick).toFixed(2)}</text>`);
}
rows.forEach((row, i) => {
  const y = top + i * step;
  parts.push(`<text x="10" y="${y + 30}">${names[row.learner]}</text>`);
  row.bySet.forEach((one, j) => {
    const at = y + 4 + j * 7;
    parts.push(`<line x1="${x(one.gain - 2 * one.error)}" x2="${x(one.gain + 2 * one.error)}" y1="${at}" y2="${at}" stroke="${colours[j]}"/>`,
      `<circle cx="${x(one.gain)}" cy="${at}" r="3" fill="${colours[j]}"><title>${one.data} ${signed(one.gain)}</title></circle>`);
  });
});
sets.forEach((data, j) => parts.push(`<text x="${left + j * 88 - 20}" y="18" fill="${colours[j]}">${data}</text>`));
parts.push(`<text x="${left}" y="${height - 8}">AUBC less that of the panel without teaching; bars are two standard errors</text>`);
writeFileSync(join(folder, 'differences.svg'),
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13">\n${parts.join('\n')}\n</svg>\n`);
