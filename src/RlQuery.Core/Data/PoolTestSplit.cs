using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data;

/// <summary>The rows of a data set in a pool and a test part, stratified by class. If targets are not classes, all rows are one stratum.</summary>
/// <remarks>
/// A split depends only on the hash of the data, the options and the seed, so that strategies are compared on the same split. Class sizes are proportional,
/// rounded by largest remainders. A class (or regression set) of two rows or more has a row in both parts; a single row goes to the pool. With folds, the test
/// parts of one repetition hold every row once, except that of a class with one row: see <see cref="SplitOptions"/>. Rows that are regions of pictures are
/// divided by pictures, whatever their classes: all regions of a picture are in one part.
/// </remarks>
public sealed class PoolTestSplit
{
    private PoolTestSplit(Dataset data, SplitOptions options, ulong seed, int[] poolRows, int[] testRows)
    {
        Data = data;
        Options = options;
        Seed = seed;
        PoolRows = poolRows;
        TestRows = testRows;
    }

    /// <summary>The data set.</summary>
    public Dataset Data { get; }

    /// <summary>The options.</summary>
    public SplitOptions Options { get; }

    /// <summary>The seed.</summary>
    public ulong Seed { get; }

    /// <summary>Rows of the data set that are in the pool, in random order, so that a tie broken by place favours no class.</summary>
    public int[] PoolRows { get; }

    /// <summary>Rows of the data set to test on, ascending.</summary>
    public int[] TestRows { get; }

    /// <summary>Divides a data set.</summary>
    /// <param name="data">A set in which every row has a target.</param>
    /// <param name="options">Share and cap of the pool.</param>
    /// <param name="seed">Any value.</param>
    /// <exception cref="InvalidInputException">The options are not allowed, or the data cannot be split; see <see cref="DatasetChecks"/>.</exception>
    public static PoolTestSplit Create(Dataset data, SplitOptions options, ulong seed)
    {
        bool unlabelled = Enumerable.Range(0, data.Rows).Any(row => !data.HasTarget(row));
        string[] faults = [.. options.Faults(), .. unlabelled ? DatasetChecks.FaultsForEvaluation(data) : []];
        if (faults.Length > 0)
        {
            throw new InvalidInputException(faults);
        }
        if (options.Folds > 0)
        {
            return CreateFold(data, options, seed);
        }
        var generator = new Pcg64(seed, $"split/{data.Hash}/{options.Describe()}");
        int[][] classes = ShuffledRowsByClass(data, generator);
        int[] sizes = [.. classes.Select(rows => rows.Length)];
        int[] pool;
        if (data.Regions is { } regions)
        {
            // The pictures of the pool are drawn, and the rows of each class that lie in them come first.
            HashSet<int> drawn = DrawPictures(regions, options.PoolShare, generator);
            classes = [.. classes.Select(rows => rows.OrderBy(row => drawn.Contains(regions.PictureOf(row)) ? 0 : 1).ToArray())];
            pool = [.. classes.Select(rows => rows.Count(row => drawn.Contains(regions.PictureOf(row))))];
        }
        else
        {
            pool = Apportionment.Divide(
                [.. sizes.Select(size => size * options.PoolShare)],
                [.. sizes.Select(size => Math.Min(size, 1))],
                [.. sizes.Select(size => size > 1 ? size - 1 : size)]);
        }
        int[] kept = Cap(options.RareClass > 0 ? Thin(pool, options.RareClass, generator) : pool, options.PoolCap);
        int[] poolRows = [.. classes.SelectMany((rows, c) => rows[..kept[c]])];
        generator.Shuffle(poolRows.AsSpan());
        return new PoolTestSplit(data, options, seed, poolRows, [.. classes.SelectMany((rows, c) => rows[pool[c]..]).Order()]);
    }

    private static HashSet<int> DrawPictures(Regions regions, double share, Pcg64 generator)
    {
        int[] pictures = Pictures(regions);
        generator.Shuffle(pictures.AsSpan());
        return [.. pictures.Take(Math.Clamp((int)Math.Round(share * pictures.Length), 1, Math.Max(1, pictures.Length - 1)))];
    }

    // Those that have a row, ascending.
    private static int[] Pictures(Regions regions) => [.. Enumerable.Range(0, regions.Rows).Select(regions.PictureOf).Distinct().Order()];

    // Rows go to the folds in turn, class after class. So the sizes of folds, and of each class in them, differ by at most one. A class of one
    // row stays in the pool, where a model may learn it.
    private static PoolTestSplit CreateFold(Dataset data, SplitOptions options, ulong seed)
    {
        (ulong repetition, ulong fold) = Math.DivRem(seed, (ulong)options.Folds);
        int[][] classes = ShuffledRowsByClass(data, new Pcg64(repetition, $"folds/{data.Hash}/{options.Describe()}"));
        HashSet<int> test = data.Regions is { } regions
            ? TestOfPictures(data.Name, regions, options.Folds, repetition, (int)fold) : TestOfRows(data, classes, options.Folds, (int)fold);
        int[][] pool = [.. classes.Select(rows => rows.Where(row => !test.Contains(row)).ToArray())];
        int[] kept = Cap([.. pool.Select(rows => rows.Length)], options.PoolCap);
        int[] poolRows = [.. pool.SelectMany((rows, c) => rows[..kept[c]])];
        new Pcg64(seed, $"pool/{data.Hash}/{options.Describe()}").Shuffle(poolRows.AsSpan());
        return new PoolTestSplit(data, options, seed, poolRows, [.. test.Order()]);
    }

    private static HashSet<int> TestOfRows(Dataset data, int[][] classes, int folds, int fold)
    {
        int[] dealt = [.. classes.Where(rows => rows.Length > 1).SelectMany(rows => rows)];
        return dealt.Length >= folds ? [.. dealt.Where((_, i) => i % folds == fold)]
            : throw new InvalidInputException($"{data.Name}: {data.Rows} rows are too few for {folds} folds");
    }

    private static HashSet<int> TestOfPictures(string name, Regions regions, int folds, ulong repetition, int fold)
    {
        int[] pictures = Pictures(regions);
        if (pictures.Length < folds)
        {
            throw new InvalidInputException($"{name}: {pictures.Length} pictures are too few for {folds} folds");
        }
        new Pcg64(repetition, $"pictures/{folds}").Shuffle(pictures.AsSpan());
        HashSet<int> held = [.. pictures.Where((_, i) => i % folds == fold)];
        return [.. Enumerable.Range(0, regions.Rows).Where(row => held.Contains(regions.PictureOf(row)))];
    }

    // One class is thinned, so that it is a share of what is left. All other rows of it are not used.
    private static int[] Thin(int[] pool, double share, Pcg64 generator)
    {
        int total = pool.Sum();
        int[] left = [.. pool.Select(size => Math.Max(2, (int)Math.Round(share / (1 - share) * (total - size))))];
        int[] larger = [.. Enumerable.Range(0, pool.Length).Where(label => left[label] < pool[label])];
        int rare = larger.Length == 0 ? -1 : larger[generator.NextInt(larger.Length)];
        return [.. pool.Select((size, label) => label == rare ? left[label] : size)];
    }

    private static int[] Cap(int[] pool, int cap)
    {
        int total = pool.Sum();
        return total <= cap
            ? pool
            : Apportionment.Divide([.. pool.Select(size => (double)size * cap / total)], [.. pool.Select(size => Math.Min(size, 1))], pool);
    }

    private static int[][] ShuffledRowsByClass(Dataset data, Pcg64 generator)
    {
        IEnumerable<int> all = Enumerable.Range(0, data.Rows);
        int[][] classes = data.Kind != TargetKind.Class
            ? [[.. all]]
            : [.. Enumerable.Range(0, data.Classes).Select(c => all.Where(row => data.Labels[row] == c).ToArray())];
        foreach (int[] rows in classes)
        {
            generator.Shuffle(rows.AsSpan());
        }
        return classes;
    }
}
