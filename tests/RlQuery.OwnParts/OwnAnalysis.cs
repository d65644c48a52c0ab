using System.Globalization;
using RlQuery.Studies;
using RlQuery.Studies.Analyses;

namespace RlQuery.OwnParts;

/// <summary>How many episodes each strategy ran.</summary>
public sealed class OwnAnalysis : Analysis
{
    public override string Name => "own-counts.csv";

    public override string Description => "how many episodes each strategy ran";

    public override ResultTable Compute(LearnerResults results) => new(
        ["strategy", "episodes"],
        [
            .. results.Episodes.GroupBy(episode => episode.Spec.Strategy)
                .Select(own => new[] { own.Key, own.Count().ToString(CultureInfo.InvariantCulture) }),
        ]);
}
