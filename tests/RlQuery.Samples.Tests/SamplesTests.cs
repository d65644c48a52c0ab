using System.Text.RegularExpressions;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Samples.Tests.Own;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace RlQuery.Samples.Tests;

public sealed partial class SamplesTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_policy_says_which_rows_of_a_table_to_label_next()
    {
        string[] lines = Workplace.Run(NextBatch.Run);
        int[] rows = [.. lines.Select(line => int.Parse(line.Replace("label row ", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(5, rows.Distinct().Count());
        Assert.All(rows, row => Assert.False(Workplace.IsLabelled(row) || row is < 0 or >= Workplace.Rows));
    }

    [Fact]
    public void A_policy_is_compared_with_margin_sampling()
    {
        string[] lines = Workplace.Run(Comparison.Run);
        Assert.Equal(["policy", "margin"], lines.Select(line => line.Split(' ')[0]));
        Assert.All(lines, line => Assert.Matches(Figure(), line));
    }

    [Fact]
    public void A_policy_is_trained_for_a_learner_and_a_signal_of_ones_own_and_compared_with_a_strategy_of_ones_own()
    {
        string[] lines = Workplace.Run(OwnParts.Run);
        Assert.Equal(["own", "typical-margin"], lines.Select(line => line.Split(' ')[0]));
        Assert.All(lines, line => Assert.Matches(Figure(), line));
        PolicyDocument document = PolicyReader.ReadDocument(_place.At("policies", "own"));
        Assert.Equal("nearest-mean", document.Learner);
        Assert.Contains("plain-distance", document.Signals.Names);
        Assert.True(document.EnvSteps > 0);
    }

    [Fact]
    public void Another_signal_of_a_known_name_is_refused_and_the_same_one_is_added_once()
    {
        SignalCatalog.Add(new PlainDistanceSignal());
        int known = SignalCatalog.Signals.Count;
        SignalCatalog.Add(new PlainDistanceSignal());
        ArgumentException refused = Assert.Throws<ArgumentException>(() => SignalCatalog.Add(new Taken()));
        Assert.StartsWith("'margin' is the name of RlQuery.Core.Signals.MarginSignal; give RlQuery.Samples.Tests.SamplesTests+Taken another", refused.Message, StringComparison.Ordinal);
        Assert.Equal(known, SignalCatalog.Signals.Count);
    }

    [Fact]
    public void The_README_shows_the_samples_as_they_are()
    {
        string readme = File.ReadAllText(Path.Combine(Workplace.Root, "README.md"));
        Assert.Equal(
            [SampleCode.Program(nameof(NextBatch)), SampleCode.Region(nameof(Comparison)), SampleCode.Region(nameof(OwnParts))], SampleCode.Blocks(readme));
    }

    [Fact]
    public void The_page_of_the_package_shows_the_first_sample_as_it_is() => Assert.Equal(
        [SampleCode.Program(nameof(NextBatch))], SampleCode.Blocks(File.ReadAllText(Path.Combine(Workplace.Root, "src", "RlQuery.Core", "PACKAGE.md"))));

    [GeneratedRegex(@"^[\w-]+ 0\.\d{4}$")]
    private static partial Regex Figure();

    private sealed class Taken : ISignal
    {
        public string Name => "margin";

        public int Version => 1;

        public Preference Preference => Preference.Lowest;

        public SignalNeeds Needs => SignalNeeds.Probabilities;

        public string Description => "nothing";

        public void Compute(SignalContext context, Span<float> values) => values.Clear();
    }
}
