namespace RlQuery.Studies;

/// <summary>A study was cancelled, and what it had done is kept: the same study with its option to resume continues from there.</summary>
/// <param name="message">What is kept, and where.</param>
/// <param name="cancelled">How it was cancelled.</param>
#pragma warning disable CA1032 // Nobody but a study throws it.
public sealed class StudyStoppedException(string message, OperationCanceledException cancelled)
    : OperationCanceledException(message, cancelled, cancelled.CancellationToken)
#pragma warning restore CA1032
{
}
