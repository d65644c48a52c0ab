namespace RlQuery.Core.Learners.Trees;

/// <summary>The training rows of a tree: labelled rows in its bootstrap.</summary>
internal readonly ref struct TreeExamples
{
    public readonly ReadOnlySpan<int> Labels;
    public readonly ReadOnlySpan<double> Weights;

    /// <param name="labels">Class of each labelled row.</param>
    /// <param name="weights">Weight of each labelled row, 0 where it is not drawn.</param>
    public TreeExamples(ReadOnlySpan<int> labels, ReadOnlySpan<double> weights)
    {
        Labels = labels;
        Weights = weights;
    }
}
