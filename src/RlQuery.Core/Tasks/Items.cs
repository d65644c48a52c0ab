using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Graphs;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tasks;

/// <summary>The items that can be queried, with all that is known before any answer: standardised features, and rows of the data set. Immutable.</summary>
/// <remarks>It holds no answers: learners, signals and strategies get it together with the answers given so far.</remarks>
public sealed class Items
{
    private readonly Lazy<string> _dataHash;

    /// <summary>Takes over its parts.</summary>
    /// <param name="name">Name of the data set.</param>
    /// <param name="dataHash">Hash of the data set, from which learners that draw derive their seeds.</param>
    /// <param name="features">Standardised features [items x features].</param>
    /// <param name="rows">Row in the data set of each item.</param>
    /// <param name="origin">Items labelled at the start. Random choices are derived from them, so that another split has different ones.</param>
    public Items(string name, string dataHash, FeatureMatrix features, int[] rows, int[] origin)
        : this(name, new Lazy<string>(dataHash), features, rows, origin)
    {
    }

    /// <summary>Items of a data set whose hash is computed on demand: while a table is labelled, it changes with each answer.</summary>
    internal Items(Dataset data, FeatureMatrix features, int[] rows, int[] origin)
        : this(data.Name, new Lazy<string>(() => data.Hash), features, rows, origin)
    {
    }

    private Items(string name, Lazy<string> dataHash, FeatureMatrix features, int[] rows, int[] origin)
    {
        Name = name;
        _dataHash = dataHash;
        Features = features;
        Rows = rows;
        Origin = origin;
    }

    /// <summary>Makes items from rows of numbers without scaling. Standardise them first if the learner needs it; see <see cref="Standardizer"/>.</summary>
    /// <param name="rows">Features of each item, all of one length and finite; at least one item.</param>
    /// <param name="name">What they are called.</param>
    /// <exception cref="InvalidInputException">No row, rows of different lengths, or a number that is not finite.</exception>
    public static Items Of(IReadOnlyList<float[]> rows, string name = "items")
    {
        if (rows.Count == 0)
        {
            throw new InvalidInputException($"{name}: no item; give at least one");
        }
        int columns = rows[0].Length;
        float[] values = new float[rows.Count * columns];
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i].Length != columns)
            {
                throw new InvalidInputException($"{name}: item {i} has {rows[i].Length} features; the first has {columns}");
            }
            if (Array.FindIndex(rows[i], value => !float.IsFinite(value)) is >= 0 and int column)
            {
                throw new InvalidInputException(
                    FormattableString.Invariant($"{name}: item {i}, feature {column}: {rows[i][column]} is not allowed; use finite numbers"));
            }
            rows[i].CopyTo(values, i * columns);
        }
        string hash = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(values)));
        return new Items(name, hash, new FeatureMatrix(values, rows.Count, columns), [.. Enumerable.Range(0, rows.Count)], []);
    }

    /// <summary>Name of the data set.</summary>
    public string Name { get; }

    /// <summary>Hash of the data set, in hexadecimal.</summary>
    public string DataHash => _dataHash.Value;

    /// <summary>Standardised features [items x features].</summary>
    public FeatureMatrix Features { get; }

    /// <summary>The text of each item that an answer is asked for, where answers are texts.</summary>
    /// <value>Null elsewhere.</value>
    public IReadOnlyList<string>? Texts => Features.Texts;

    /// <summary>Which features belong together.</summary>
    /// <value>Default: none; all features are one view.</value>
    public IReadOnlyList<FeatureView> Views { get; init; } = [];

    /// <summary>Number of items.</summary>
    public int Count => Features.Rows;

    /// <summary>Row in the data set of each item.</summary>
    public int[] Rows { get; }

    /// <summary>Items from which random choices are derived, so that another split has different ones.</summary>
    public int[] Origin { get; }

    /// <summary>The entities of a knowledge graph that each item speaks of.</summary>
    /// <value>Default: null; there is no graph.</value>
    public EntityLinks? Links { get; init; }

    /// <summary>The picture that each item is a region of, by number.</summary>
    /// <value>Default: null; items are no regions.</value>
    public int[]? Pictures { get; init; }

    /// <summary>The two rows that each item asks about.</summary>
    /// <value>Default: null; an item is a row of its own.</value>
    public RowPairs? Pairs { get; init; }

    /// <summary>The pairs of row and annotator that the items are.</summary>
    /// <value>Default: null; items are rows, and one source answers all.</value>
    public Routes? Routes { get; init; }

    /// <summary>Which of the items are made of others.</summary>
    /// <value>Default: null; none is.</value>
    public MadeItems? Made { get; init; }

    /// <summary>What each item costs, where that is known before.</summary>
    /// <value>Default: null; each costs 1, or what <see cref="Routes"/> or <see cref="Made"/> say.</value>
    internal double[]? Costs { get; private set; }

    /// <summary>Whether a cost is told by the answer alone: nobody who chooses may look at it before.</summary>
    internal bool CostsAreHidden { get; private set; }

    /// <summary>What errors cost.</summary>
    /// <value>Default: null; each costs 1.</value>
    internal ErrorCosts? Errors { get; private set; }

    /// <summary>Whether items have prices, so that a budget is what may be spent, and no number of queries.</summary>
    internal bool ArePriced => Routes is not null || Made is not null || Costs is not null;

    /// <summary>What the cheapest item costs.</summary>
    internal double LowestPrice => Routes?.Prices[0] ?? Made?.Price ?? Costs?.Min() ?? 1;

    /// <summary>What an item costs, in the unit of the budget.</summary>
    /// <param name="item">The item.</param>
    internal double PriceOf(int item) => Costs?[item] ?? Routes?.PriceOf(item) ?? Made?.PriceOf(item) ?? 1;

    /// <summary>The same items, which cost differently.</summary>
    /// <param name="costs">What each costs, above 0.</param>
    /// <param name="areHidden">Whether a cost is told by the answer alone.</param>
    internal Items Costing(double[] costs, bool areHidden)
    {
        var copy = (Items)MemberwiseClone();
        (copy.Costs, copy.CostsAreHidden) = (costs, areHidden);
        return copy;
    }

    /// <summary>The same items, whose classes are confused at different costs.</summary>
    /// <param name="errors">What errors cost; null where each costs 1.</param>
    internal Items Erring(ErrorCosts? errors)
    {
        var copy = (Items)MemberwiseClone();
        copy.Errors = errors;
        return copy;
    }

    /// <summary>What several items cost.</summary>
    /// <param name="items">The items.</param>
    internal double PriceOf(ReadOnlySpan<int> items)
    {
        double sum = 0;
        foreach (int item in items)
        {
            sum += PriceOf(item);
        }
        return sum;
    }

    /// <summary>A seed of the data and the origin.</summary>
    /// <param name="purpose">The purpose of its numbers, such as the name of a learner.</param>
    internal ulong Seed(string purpose)
    {
        ulong seed = SeedSequence.Child(ulong.Parse(DataHash.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture), purpose);
        foreach (int item in Origin)
        {
            seed = SeedSequence.Child(seed, (ulong)Rows[item]);
            seed = Pairs is null ? seed : SeedSequence.Child(seed, (ulong)Rows[Pairs.Second(item)]);
        }
        return seed;
    }

    /// <summary>Whether the items are the shortlist of a larger table: of those, distances are measured in the fastest way.</summary>
    internal bool AreShortlist { get; init; }
}
