using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Studies.Advice;

/// <summary>The results that advice rests on: of sets that the measured policy was not trained on.</summary>
internal static class AdviceSources
{
    private const string Margin = "margin";
    private const string Random = "random";

    /// <summary>Descriptors of the sets that are not in the repository, as <c>rlquery advise --format json</c> prints them.</summary>
    private const string Outside = "advice/outside.csv";

    /// <summary>Paired differences, by the name that the policy has in them. The first file in which a set has a number of queries counts.</summary>
    private static readonly (string File, string Policy, int Queries)[] Differences =
    [
        ("general/differences.csv", "evolution", 40), ("general/budget-20/differences.csv", "evolution", 20),
        ("general/budget-100/differences.csv", "evolution", 100), ("general/budget-10/differences.csv", "evolution", 10),
        ("text/differences.csv", "general", 40), ("images/differences.csv", "general", 40),
        ("advice/texts-20/differences.csv", "general", 20),
    ];

    /// <summary>Reads the measured sets.</summary>
    /// <param name="results">The folder of results.</param>
    /// <param name="catalog">The bundled sets.</param>
    /// <param name="featurizer">Makes them numeric.</param>
    /// <exception cref="InvalidInputException">A file is missing or damaged.</exception>
    public static IReadOnlyList<MeasuredSet> Read(string results, Catalog catalog, ITableFeaturizer featurizer)
    {
        ILookup<string, MeasuredGain> gains = Differences.SelectMany(source => Gains(Path.Combine(results, source.File), source.Policy, source.Queries))
            .ToLookup(gain => gain.Set, gain => gain.Gain);
        IEnumerable<(string Name, string Origin, Func<TableDescriptors> Table)> sets =
        [
            .. catalog.EntriesOf(TargetKind.Class).Select(entry => (
                entry.Name, entry.Origin, (Func<TableDescriptors>)(() => TableDescriptors.Of(catalog.Open(entry.Name, featurizer), entry.Classes)))),
            .. OutsideSets(Path.Combine(results, Outside)),
        ];
        return
        [
            .. sets.Where(set => gains.Contains(set.Name)).Select(set => new MeasuredSet(
                set.Name, set.Origin, set.Table(), [.. gains[set.Name].OrderBy(gain => gain.Queries)])),
        ];
    }

    private static IEnumerable<(string Set, MeasuredGain Gain)> Gains(string path, string policy, int queries) =>
        ResultTable.Read(path).Records.Where(row => row["data"].Length > 0 && row["reference"] == Margin).GroupBy(row => row["data"]).Select(set =>
        {
            double? Of(string strategy) => set.Where(row => row["strategy"] == strategy).Select(row => (double?)Number(row["difference"])).FirstOrDefault();
            double random = Of(Random) ?? throw new InvalidInputException($"{path}: {set.Key} has no row of {Random}");
            return (set.Key, new MeasuredGain(queries, Of(policy), -random));
        });

    private static IEnumerable<(string, string, Func<TableDescriptors>)> OutsideSets(string path) => ResultTable.Read(path).Records.Select(row => (
        row["data"], row["origin"], (Func<TableDescriptors>)(() => new TableDescriptors
        {
            Rows = Whole(row["rows"]),
            Features = Whole(row["features"]),
            Classes = Whole(row["classes"]),
            EffectiveDimensions = row["effective_dimensions"].Length > 0 ? Number(row["effective_dimensions"]) : null,
            TwoValued = Number(row["two_valued"]),
            Embedded = true,
            Balance = Number(row["balance"]),
        })));

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private static int Whole(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);
}
