using System.Globalization;
using RlQuery.Core;
using RlQuery.Reports;

namespace RlQuery.Studies.Lu2023;

/// <summary>Published results and ours, from a folder's table: data, seed, published, and a column for each of our runs.</summary>
internal static class ReproducedSeeds
{
    /// <summary>Name of the table.</summary>
    public const string Table = "seeds.csv";

    private const string Name = "seed-differences";

    /// <summary>Draws the differences into the folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The files.</returns>
    /// <exception cref="InvalidInputException">The table is damaged.</exception>
    public static IReadOnlyList<string> Draw(string folder) => Create(folder).Save(folder, Name);

    private static Figure Create(string folder)
    {
        string path = Path.Combine(folder, Table);
        string[][] lines = [.. File.ReadLines(path).Select(line => line.Split(','))];
        string[] header = lines.Length > 1 ? lines[0] : [];
        if (header is not ["data", "seed", "published", _, ..])
        {
            throw new InvalidInputException($"{path}: must have the columns data,seed,published, one more for each run, and rows");
        }
        return SeedDifferenceFigure.Create(
            "Published areas under the learning curve, reproduced",
            [.. Enumerable.Range(1, lines.Length - 1).GroupBy(line => lines[line][0]).Select(group => Panel(path, header, lines, group))]);
    }

    private static SeedDifferences Panel(string path, string[] header, string[][] lines, IGrouping<string, int> group) => new(
        group.Key,
        [.. group.Select(line => Number(path, lines, line, 1))],
        [
            .. Enumerable.Range(3, header.Length - 3).Select(column => (
                header[column].Replace('_', ' '),
                group.Select(line => Number(path, lines, line, column) - Number(path, lines, line, 2)).ToArray())),
        ]);

    private static double Number(string path, string[][] lines, int line, int column) =>
        column < lines[line].Length && double.TryParse(lines[line][column], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new InvalidInputException($"{path}: line {line + 1}: {lines[0][column]} is no number");
}
