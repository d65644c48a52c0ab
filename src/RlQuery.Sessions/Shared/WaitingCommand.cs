namespace RlQuery.Sessions.Shared;

/// <summary>A command that has come and is not stored yet.</summary>
/// <param name="annotator">Who sent it; null if nobody is named.</param>
/// <param name="sent">The command.</param>
internal sealed class WaitingCommand(string? annotator, SentCommand sent)
{
    private readonly TaskCompletionSource<(AnswerOutcome Outcome, string Words)> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string? Annotator { get; } = annotator;

    public SentCommand Sent { get; } = sent;

    /// <summary>What came of it.</summary>
    public Task<(AnswerOutcome Outcome, string Words)> Result => _result.Task;

    public void Succeed(AnswerOutcome outcome, string words) => _result.SetResult((outcome, words));

    public void Fail(Exception fault) => _result.SetException(fault);
}
