using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Pairs;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Tests.Labelling.Pairs;

/// <summary>Tables of rows in clouds that overlap, whose clusters are known, and sessions on them.</summary>
internal static class PairTables
{
    public const int Clusters = 3;

    /// <summary>The learner of the sessions.</summary>
    public static ILearnerFactory Learner { get; } = Known.Parts.FindLearner("pckmeans", TargetKind.Link);

    public static PairTable Of(int rows, ulong seed = 1)
    {
        var draws = new Pcg64(seed, "pairs");
        TableColumn Column(string name, double step) => new(
            name, ColumnKind.Numeric,
            [.. Enumerable.Range(0, rows).Select(row => ((step * ClusterOf(row)) + draws.NextGaussian()).ToString("F3", CultureInfo.InvariantCulture))]);
        var cells = new Table("clouds", "clouds.csv", [Column("x", 2), Column("y", -1)], [.. Enumerable.Range(2, rows)]);
        return PairTable.Of(cells, null, Clusters, seed, featurizer: null);
    }

    /// <summary>The true cluster of a row.</summary>
    public static int ClusterOf(int row) => row % Clusters;

    /// <summary>The true answer about a pair.</summary>
    public static string Truth(PairTable table, int item) =>
        ClusterOf(table.RowsOf(item).First) == ClusterOf(table.RowsOf(item).Second) ? LinkAnswers.Same : LinkAnswers.Different;

    public static LabellingSession Session(
        PairTable table, ILabellingLog log, LabellingState? state = null, string strategy = "npu", string? annotator = null) =>
        new(state ?? table.Begin(), log, new PairQuestions(table, Known.Parts.Find<IQueryStrategy>(strategy), Learner, 1, 5), annotator);
}
