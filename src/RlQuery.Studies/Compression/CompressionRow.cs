using RlQuery.Core.Statistics;

namespace RlQuery.Studies.Compression;

/// <summary>How good a model is, over all repetitions.</summary>
/// <param name="Model"><c>teacher</c>, or the name of a student.</param>
/// <param name="Taught">What it learned from: <c>labels</c>, or <c>teacher</c> for a distilled student.</param>
/// <param name="Accuracy">Mean accuracy on the held-out rows.</param>
/// <param name="LessTeacher">The same less the teacher's, paired over the seeds; null for the teacher.</param>
/// <param name="Balanced">Mean balanced accuracy.</param>
/// <param name="BalancedLessTeacher">The same less the teacher's; null for the teacher.</param>
/// <param name="Bytes">Mean size: of the teacher encoders and heads, of a student its file.</param>
public sealed record CompressionRow(
    string Model, string Taught, double Accuracy, MeanInterval? LessTeacher, double Balanced, MeanInterval? BalancedLessTeacher, long Bytes)
{
    /// <summary>Name of the large model.</summary>
    public const string Teacher = "teacher";

    /// <summary>What learned from labels alone.</summary>
    public const string ByLabels = "labels";

    /// <summary>The rows of some repetitions, the teacher first.</summary>
    /// <param name="seeds">The scores of each, of the same models in the same order.</param>
    internal static IReadOnlyList<CompressionRow> Of(IReadOnlyList<IReadOnlyList<CompressionScore>> seeds)
    {
        CompressionRow Row(int model)
        {
            MeanInterval? Less(Func<CompressionScore, double> value) =>
                model == 0 ? null : MeanInterval.Of([.. seeds.Select(scores => value(scores[model]) - value(scores[0]))]);
            CompressionScore[] own = [.. seeds.Select(scores => scores[model])];
            return new CompressionRow(
                own[0].Model, own[0].Taught, own.Average(score => score.Accuracy), Less(score => score.Accuracy), own.Average(score => score.Balanced),
                Less(score => score.Balanced), (long)own.Average(score => score.Bytes));
        }
        return [.. Enumerable.Range(0, seeds[0].Count).Select(Row)];
    }
}
