namespace RlQuery.Core.Learners.SupportVector;

/// <summary>Rows of a kernel matrix, computed when they are first asked for.</summary>
internal interface IKernelRows
{
    /// <summary>The kernel of one row with every column.</summary>
    ReadOnlySpan<float> Row(int row);
}
