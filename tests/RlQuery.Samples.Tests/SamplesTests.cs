using System.Text.RegularExpressions;
using RlQuery.Core.Policies;

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
        int[] rows =
            [.. lines.Select(line => int.Parse(line.Replace("label row ", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(5, rows.Distinct().Count());
        Assert.All(rows, row => Assert.False(Workplace.IsLabelled(row) || row is < 0 or >= Workplace.Rows));
    }

    [Fact]
    public void A_policy_is_compared_with_margin_sampling_over_twenty_runs()
    {
        string[] lines = Workplace.Run(MarginComparison.Run);
        Assert.Equal(["quickstart", "margin"], lines.Select(line => line.Split(' ')[0]));
        Assert.All(lines, line => Assert.Matches(Figure(), line));
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
        Assert.Equal(["own", "typical-margin", "plain-distance"], lines.Select(line => line.Split(' ')[0]));
        Assert.All(lines, line => Assert.Matches(Figure(), line));
        PolicyDocument document = PolicyReader.ReadDocument(_place.At("policies", "own"));
        Assert.Equal("nearest-mean", document.Learner);
        Assert.Contains("plain-distance", document.Signals.Names);
        Assert.True(document.EnvSteps > 0);
    }

    [Fact]
    public void A_convolutional_network_is_taught_digits_by_the_images_that_it_is_least_sure_of()
    {
        string[] lines = Workplace.Run(DigitsNetwork.Run);
        double[] scores = [.. lines.Select(line => double.Parse(line.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(Enumerable.Range(1, 10).Select(round => $"{20 * round} labels: accuracy"), lines.Select(line => line[..line.LastIndexOf(' ')]));
        Assert.True(scores[^1] > 0.85, string.Join(' ', lines));
        Assert.True(scores[^1] > scores[0] + 0.1, string.Join(' ', lines));
        Assert.True(File.Exists(_place.At("digits.json")));
    }

    [Fact]
    public void A_policy_and_a_strategy_of_ones_own_are_evaluated_and_the_folder_holds_tables_figures_and_the_report()
    {
        string[] lines = Workplace.Run(StudyEvaluation.Run);
        Assert.Contains("typical-margin against margin: not shown", lines);
        Assert.Contains(lines, line => line.StartsWith("quickstart against random: ", StringComparison.Ordinal));
        string report = File.ReadAllText(_place.At("results", "mine", "report.html"));
        Assert.Contains("<dt>own strategies</dt><dd>typical-margin</dd>", report, StringComparison.Ordinal);
        Assert.True(File.Exists(_place.At("results", "mine", "verdicts.csv")));
        Assert.True(File.Exists(_place.At("results", "mine", "learning-curves.svg")));
    }

    [Fact]
    public void A_cross_validation_measures_the_policies_of_all_folds_as_one_strategy()
    {
        string[] lines = Workplace.Run(StudyCrossValidation.Run);
        Assert.Equal(["random", "entropy", "evolution"], lines.Select(line => line.Split(' ')[0]));
        Assert.True(File.Exists(_place.At("results", "folds", "report.html")));
    }

    [Fact]
    public void A_tuning_finds_settings_that_training_takes()
    {
        string[] lines = Workplace.Run(StudyTuning.Run);
        Assert.Matches(@"^hidden \[\d+(,\d+)*\]$", lines[0]);
        Assert.True(File.Exists(lines[1]));
    }

    [Fact]
    public void The_README_shows_its_sample_as_it_is() => Assert.Equal(
        [SampleCode.Region(nameof(MarginComparison))], SampleCode.Blocks(File.ReadAllText(Path.Combine(Workplace.Root, "README.md"))));

    [Fact]
    public void The_page_of_the_architecture_shows_the_samples_as_they_are() => Assert.Equal(
        [
            SampleCode.Program(nameof(NextBatch)), SampleCode.Region(nameof(Comparison)), SampleCode.Region(nameof(OwnParts)),
            SampleCode.Region(nameof(DigitsNetwork)),
        ],
        SampleCode.Blocks(File.ReadAllText(Path.Combine(Workplace.Root, "src", "README.md"))));

    [Fact]
    public void The_page_of_the_package_shows_the_first_sample_as_it_is() => Assert.Equal(
        [SampleCode.Program(nameof(NextBatch))], SampleCode.Blocks(File.ReadAllText(Path.Combine(Workplace.Root, "src", "RlQuery.Core", "PACKAGE.md"))));

    [Fact]
    public void The_page_of_the_package_of_studies_shows_their_samples_as_they_are() => Assert.Equal(
        [SampleCode.Region(nameof(StudyEvaluation)), SampleCode.Region(nameof(StudyCrossValidation)), SampleCode.Region(nameof(StudyTuning))],
        SampleCode.Blocks(File.ReadAllText(Path.Combine(Workplace.Root, "src", "RlQuery.Studies", "PACKAGE.md"))));

    [GeneratedRegex(@"^[\w-]+ 0\.\d{4}$")]
    private static partial Regex Figure();
}
