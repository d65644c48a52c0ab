using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;

namespace RlQuery.MicrosoftML.Tests;

public sealed class MixedCatalogTests
{
    private static readonly Catalog Bundled = Catalog.Load(EnvironmentsFolder.Locate(AppContext.BaseDirectory));

    public static TheoryData<string> Mixed => [.. Bundled.Entries.Where(entry => entry.Mixed).Select(entry => entry.Name)];

    /// <summary>The hash in the catalog comes from the rebuilding script, which encodes the sets without Microsoft.ML.</summary>
    [Theory]
    [MemberData(nameof(Mixed))]
    public void A_mixed_set_is_as_the_catalog_says(string name)
    {
        CatalogEntry entry = Bundled.Find(name);
        Dataset data = Bundled.Open(name, new MixedTableFeaturizer());
        Assert.Equal((entry.Rows, entry.Features, entry.Classes), (data.Rows, data.Features, data.Classes));
        Assert.True(data.Values.ToArray().All(float.IsFinite));
        Assert.Empty(DatasetChecks.FaultsForEvaluation(data));
        Assert.Equal(entry.Hash, data.Hash);
    }
}
