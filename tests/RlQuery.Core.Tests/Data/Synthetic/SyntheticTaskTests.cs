using RlQuery.Core.Data;
using RlQuery.Core.Data.Synthetic;

namespace RlQuery.Core.Tests.Data.Synthetic;

public sealed class SyntheticTaskTests
{
    public static TheoryData<string> Names =>
    [
        .. Known.Parts.All<ISyntheticTask>().Where(task => task.Kind == TargetKind.Class).Select(task => task.Name),
        "moons+nuisance", "waveform+imbalance", "xor+label-noise", "gaussian-clusters+nuisance+imbalance+label-noise",
        "rule-tree+one-hot", "waveform+embedding",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others(string name)
    {
        ISyntheticTask task = Known.Parts.FindSynthetic(name);
        Dataset[] sets = [.. Enumerable.Range(0, 20).Select(seed => task.Generate((ulong)seed))];
        Assert.Equal(20, sets.Select(data => data.Hash).Distinct().Count());
        Assert.Equal(sets[7].Hash, Known.Parts.FindSynthetic(name).Generate(7).Hash);
        Assert.Equal(name, task.Name);
        Assert.Equal($"{name}-7", task.Generate(7).Name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_set_is_finite_within_bounds_and_has_rows_of_every_class(string name)
    {
        ISyntheticTask task = Known.Parts.FindSynthetic(name);
        bool imbalanced = name.Contains("imbalance", StringComparison.Ordinal) || name == "mixture";
        bool recoded = name.EndsWith("one-hot", StringComparison.Ordinal) || name.EndsWith("embedding", StringComparison.Ordinal) || name == "mixture";
        bool pictures = name.StartsWith("scenes", StringComparison.Ordinal);
        for (ulong seed = 0; seed < 60; seed++)
        {
            Dataset data = task.Generate(seed);
            Assert.True(data.Values.ToArray().All(float.IsFinite));
            Assert.InRange(data.Rows, imbalanced ? 50 : pictures ? 180 : 200, pictures ? 1600 : 1000);
            Assert.InRange(data.Features, 2, recoded ? 300 : pictures ? 64 : 40);
            Assert.InRange(data.Classes, 2, pictures ? 12 : 6);
            Assert.Equal(data.Classes, data.Labels.Distinct().Count());
            Assert.All(data.Labels.CountBy(label => label), pair => Assert.True(pair.Value >= 8, $"{name} {seed}: {pair}"));
        }
    }

    [Theory]
    [InlineData("gaussian-clusters")]
    [InlineData("linear")]
    [InlineData("heavy-tailed")]
    [InlineData("rule-tree")]
    [InlineData("mixture")]
    public void Shapes_vary_from_draw_to_draw(string name)
    {
        Dataset[] sets = [.. Enumerable.Range(0, 60).Select(seed => Known.Parts.FindSynthetic(name).Generate((ulong)seed))];
        Assert.InRange(sets.Select(data => data.Rows).Distinct().Count(), 40, 60);
        Assert.InRange(sets.Select(data => data.Features).Distinct().Count(), 8, 60);
        Assert.InRange(sets.Select(data => data.Classes).Distinct().Count(), 3, 5);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Neighbours_agree_more_often_than_chance_so_that_there_is_something_to_learn(string name)
    {
        double agreement = 0;
        double chance = 0;
        for (ulong seed = 0; seed < 15; seed++)
        {
            Dataset data = Known.Parts.FindSynthetic(name).Generate(seed);
            agreement += NearestNeighbour.Agreement(data);
            chance += data.Labels.CountBy(label => label).Sum(pair => Math.Pow((double)pair.Value / data.Rows, 2));
        }
        Assert.True(agreement > chance + (15 * 0.05), $"{name}: neighbours {agreement / 15:F3}, chance {chance / 15:F3}");
    }

    [Fact]
    public void Kinds_differ_from_each_other_at_the_same_seed() => Assert.Equal(
        Known.Parts.All<ISyntheticTask>().Count, Known.Parts.All<ISyntheticTask>().Select(task => task.Generate(1).Hash).Distinct().Count());

    [Fact]
    public void A_mixture_draws_every_kind_of_shape()
    {
        ISyntheticTask mixture = Known.Parts.FindSynthetic("mixture");
        string[] sources = [.. Enumerable.Range(0, 300).Select(seed => mixture.Generate((ulong)seed).Source)];
        Assert.All(
            Known.Parts.All<ISyntheticTask>().Where(task => task != mixture && task.Name != "scenes" && task.Kind == TargetKind.Class),
            task => Assert.Contains(sources, source => source.StartsWith($"synthetic {task.Name}", StringComparison.Ordinal)));
        Assert.All(SyntheticTasks.WrapperNames, wrapper => Assert.Contains(sources, source => source.Contains($"+{wrapper}", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("moon", "synthetic task: 'moon' is unknown; did you mean 'moons'?")]
    [InlineData("moons+nuisances", "synthetic wrapper: 'nuisances' is unknown; did you mean 'nuisance'?")]
    public void An_unknown_name_is_refused_with_the_nearest(string name, string fault)
    {
        Assert.StartsWith(fault, Assert.Throws<InvalidInputException>(() => Known.Parts.FindSynthetic(name)).Message, StringComparison.Ordinal);
        Assert.Equal("moons+nuisance", Known.Parts.FindSynthetic("moons+nuisance").Name);
    }

    [Fact]
    public void Smooth_functions_are_finite_repeatable_and_tell_their_numbers_by_their_features()
    {
        ISyntheticTask task = Known.Parts.FindSynthetic("smooth-functions");
        for (ulong seed = 1; seed <= 20; seed++)
        {
            Dataset data = task.Generate(seed);
            Assert.Equal(data.Hash, task.Generate(seed).Hash);
            Assert.Equal(TargetKind.Number, data.Kind);
            Assert.InRange(data.Rows, 200, 1000);
            Assert.InRange(data.Features, 2, 20);
            Assert.True(data.Values.ToArray().Concat(data.Targets).All(float.IsFinite));
            // The nearest row has a more similar number than any row has on average.
            double[] gaps = [.. Enumerable.Range(0, 100).Select(row => Math.Abs(data.Targets[row] - data.Targets[Nearest(data, row)]))];
            double[] any = [.. Enumerable.Range(0, 100).Select(row => Math.Abs(data.Targets[row] - data.Targets[(row + 101) % data.Rows]))];
            Assert.True(gaps.Average() < any.Average(), $"seed {seed}");
        }
    }

    private static int Nearest(Dataset data, int row) => Enumerable.Range(0, data.Rows).Where(other => other != row).MinBy(other =>
        Enumerable.Range(0, data.Features).Sum(j => Math.Pow(data.Row(row)[j] - data.Row(other)[j], 2)));
}
