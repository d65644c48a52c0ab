using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments.Files;

namespace RlQuery.Core.Tests.Environments;

public sealed class TabularEnvironmentTests
{
    private static readonly Catalog Bundled = Catalog.Load();
    private static readonly EnvironmentDefinition Tabular = EnvironmentFile.Read(Path.Combine(EnvironmentsFolder.Locate(), "tabular.json"), Known.Parts);

    [Fact]
    public void Its_parts_share_no_origin_and_together_have_every_one()
    {
        string[][] parts = [Origins(Tabular.Training.Data), Origins(Tabular.Validation), Origins(Tabular.Evaluation)];
        string[] all = [.. parts.SelectMany(part => part)];
        Assert.Equal(all.Distinct().Count(), all.Length);
        Assert.Equal(Bundled.EntriesOf(TargetKind.Class).Select(entry => entry.Origin).Distinct().Order(), all.Order());
    }

    [Fact]
    public void A_third_of_the_origins_is_for_evaluation_with_one_set_each()
    {
        int origins = Bundled.EntriesOf(TargetKind.Class).Select(entry => entry.Origin).Distinct().Count();
        Assert.Equal(Math.Round(origins / 3.0), Origins(Tabular.Evaluation).Length);
        Assert.Equal(Tabular.Evaluation.Count, Origins(Tabular.Evaluation).Length);
    }

    [Fact]
    public void Every_part_has_small_and_large_narrow_and_wide_binary_and_multiclass_sets()
    {
        Assert.All([Tabular.Training.Data, Tabular.Validation, Tabular.Evaluation], part =>
        {
            CatalogEntry[] sets = [.. part.Select(Bundled.Find)];
            Assert.Contains(sets, set => set.Rows < 150);
            Assert.Contains(sets, set => set.Rows > 2000);
            Assert.Contains(sets, set => set.Features < 7);
            Assert.Contains(sets, set => set.Features > 40);
            Assert.Contains(sets, set => set.Classes == 2);
            Assert.Contains(sets, set => set.Classes > 2);
        });
    }

    [Fact]
    public void Its_protocol_is_the_published_one() => Assert.Equal(
        (0.5, 1000, 1, 40, "logistic-regression"),
        (Tabular.Split.PoolShare, Tabular.Split.PoolCap, Tabular.StartPerClass, Tabular.Budget, Tabular.Learner));

    private static string[] Origins(IReadOnlyList<string> sets) => [.. sets.Select(set => Bundled.Find(set).Origin).Distinct()];
}
