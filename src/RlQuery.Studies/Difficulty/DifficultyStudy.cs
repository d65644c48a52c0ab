using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Learners;

namespace RlQuery.Studies.Difficulty;

/// <summary>Measures how well the difficulty of <c>rlquery tasks</c> tells the disagreement of simulated annotators.</summary>
public static class DifficultyStudy
{
    private const ulong Seed = 1;

    /// <summary>Runs the study on all bundled sets that are large enough.</summary>
    /// <param name="catalog">The bundled sets.</param>
    /// <param name="featurizer">Makes them numeric.</param>
    public static DifficultyResults Run(Catalog catalog, ITableFeaturizer featurizer)
    {
        AnnotatedSet[] sets =
        [
            .. catalog.EntriesOf(TargetKind.Class).Where(entry => entry.Rows >= AnnotatedSet.FewestRows).AsParallel().AsOrdered()
                .Select(entry => AnnotatedSet.Create(entry, catalog.Open(entry.Name, featurizer), new LogisticRegressionFactory(), Seed)),
        ];
        DifficultyRow[] rows =
        [
            .. sets.AsParallel().AsOrdered().SelectMany(set =>
            {
                AnnotatedSet[] others = Array.FindAll(sets, other => other.Entry.Origin != set.Entry.Origin);
                return DifficultyMethod.All.Select(method => new DifficultyRow(set, method, method.Expect(set, others)));
            }),
        ];
        return new DifficultyResults(
            DifficultyTables.Summary(rows), DifficultyTables.Sets(rows), DifficultyTables.Reliability(rows), DifficultyFigure.Create(rows));
    }
}
