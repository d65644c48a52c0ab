using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;
using RlQuery.Torch.Pictures;

namespace RlQuery.Torch.Tests.Pictures;

public sealed class ConvolutionalTests
{
    private const int Pictures = 8;
    private const int Classes = 3;

    private static readonly MadeViews Views = new();
    private static readonly RegionAddresses Addresses = new(
        "made.csv", [.. Enumerable.Range(0, Pictures * MadeViews.Regions).Select(row => $"{row / MadeViews.Regions}")],
        [.. Enumerable.Range(0, Pictures * MadeViews.Regions).Select(row => row % MadeViews.Regions)]);

    private static readonly Items Made = new(
        "made", new string('7', 64), new FeatureMatrix(new float[Addresses.Rows], Addresses.Rows, 1) { Addresses = Addresses },
        [.. Enumerable.Range(0, Addresses.Rows)], []);

    /// <summary>Two classes differ in one channel of noisy places.</summary>
    [Fact]
    public void A_few_labelled_regions_tell_the_others()
    {
        float[] p = Fit(Labelled(24));
        int right = Enumerable.Range(0, Made.Count).Count(row => (p[(row * Classes) + 2] > 0.5f) == (Label(row) == 2));
        Assert.True(right >= 0.95 * Made.Count, $"{right} of {Made.Count} regions are right");
    }

    [Fact]
    public void Probabilities_sum_to_one_and_a_class_without_a_label_has_none()
    {
        float[] p = Fit(Labelled(6));
        Assert.All(p.Chunk(Classes), own => Assert.Equal(1, own.Sum(), 1e-5));
        Assert.All(p.Chunk(Classes), own => Assert.Equal(0, own[1]));
        Assert.All(Fit(Array.Empty<int>()).Chunk(Classes), own => Assert.Equal(1f / Classes, own[0]));
        Assert.All(Fit([0]).Chunk(Classes), own => Assert.Equal(1, own[Label(0)]));
    }

    /// <summary>Neither the order of the labels nor what was fitted before, nor what other threads do.</summary>
    [Fact]
    public void A_fit_is_a_function_of_the_labels_alone()
    {
        int[] rows = Labelled(10);
        float[] expected = Fit(rows);
        Assert.Equal(expected, Fit([.. rows.Reverse()]));
        Assert.Equal(expected, Fit(rows[..5], rows));
        float[][] apart = new float[4][];
        Parallel.For(0, apart.Length, i => apart[i] = Fit(rows));
        Assert.All(apart, own => Assert.Equal(expected, own));
    }

    [Fact]
    public void Rows_that_are_no_regions_and_maps_that_lack_a_region_are_refused()
    {
        ILearner learner = new ConvolutionalFactory(Views).Create();
        var plain = new Items("plain", new string('7', 64), new FeatureMatrix([1, 2], 2, 1), [0, 1], []);
        string refused = Assert.Throws<InvalidInputException>(() => learner.Start(plain, new AnswerSpace(2))).Message;
        Assert.Contains("these rows are none", refused, StringComparison.Ordinal);
        var beyond = new RegionAddresses("made.csv", ["0", "0"], [0, MadeViews.Regions]);
        var items = new Items("beyond", new string('7', 64), new FeatureMatrix([1, 2], 2, 1) { Addresses = beyond }, [0, 1], []);
        learner.Start(items, new AnswerSpace(2));
        Assert.Contains(
            $"0 has no region {MadeViews.Regions} by its map",
            Assert.Throws<InvalidInputException>(() => learner.Fit([0, 1], (int[])[0, 1], [])).Message, StringComparison.Ordinal);
        var factory = new ConvolutionalFactory(Views);
        var data = Dataset.ForClassification("table", "made.csv", [1, 2], [0, 1], ["a"], ["x", "y"]);
        Assert.Contains("make a table of regions", factory.Lack(data), StringComparison.Ordinal);
        Assert.Equal("no maps of made.csv", factory.Lack(data.Addressed(beyond)));
    }

    // Class 1 is never labelled.
    private static int Label(int row) => MadeViews.IsBright(row / MadeViews.Regions, row % MadeViews.Regions) ? 2 : 0;

    private static int[] Labelled(int count) => new Pcg64(3).Permutation(Made.Count)[..count];

    private static float[] Fit(params int[][] fits)
    {
        ILearner learner = new ConvolutionalFactory(Views).Create();
        learner.Start(Made, new AnswerSpace(Classes));
        float[] probabilities = new float[Made.Count * Classes];
        foreach (int[] rows in fits)
        {
            learner.Fit(rows, Array.ConvertAll(rows, Label), []);
            learner.Predict(Made.Features, probabilities);
        }
        return probabilities;
    }

    /// <summary>Pictures of 12 x 12 places in 16 regions: squares of 3 x 3 places, each bright or dark.</summary>
    private sealed class MadeViews : IPictureViews
    {
        public const int Regions = 16;
        private const int Side = 12;
        private const int Channels = 4;

        public static bool IsBright(int picture, int region) => ((picture * 5) + (region * 7)) % 3 == 0;

        public string? FaultOf(string table) => $"no maps of {table}";

        public PictureView See(string table, string picture)
        {
            int number = picture[0] - '0';
            var draws = new Pcg64((ulong)number, "noise");
            float[] values = [.. Enumerable.Range(0, Channels * Side * Side).Select(_ => (float)draws.NextGaussian())];
            for (int place = 0; place < Side * Side; place++)
            {
                values[place] += IsBright(number, RegionOf(place)) ? 2 : -2;
            }
            return new PictureView(Channels, Side, Side, values, [.. Enumerable.Range(0, Regions).Select(Places)]);
        }

        private static int RegionOf(int place) => (place / Side / 3 * 4) + (place % Side / 3);

        private static (int Place, float Share)[] Places(int region) =>
            [.. Enumerable.Range(0, Side * Side).Where(place => RegionOf(place) == region).Select(place => (place, 1f / 9))];
    }
}
