namespace RlQuery.Sessions.Shared;

/// <summary>Commands that wait to be stored. Those that come while others are stored are stored together afterwards (group commit).</summary>
/// <remarks>
/// A disk takes as long for one answer as for twenty: DeWitt and others, "Implementation Techniques for Main Memory Database Systems" (1984), section 5.2.
/// Two commands of one annotator are never in one group, so that the second sees what came of the first.
/// </remarks>
/// <param name="run">Runs a group, in its order; says to each what came of it, and throws nothing.</param>
internal sealed class CommandQueue(Func<IReadOnlyList<WaitingCommand>, Task> run)
{
    private readonly Lock _lock = new();
    private readonly List<WaitingCommand> _waiting = [];
    private bool _runs;

    /// <summary>Puts a command at the end, and waits until it has been run.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancel">Takes it back, if its group has not begun.</param>
    /// <exception cref="OperationCanceledException">It was taken back.</exception>
    public async Task<(AnswerOutcome Outcome, string Words)> RunAsync(WaitingCommand command, CancellationToken cancel)
    {
        lock (_lock)
        {
            _waiting.Add(command);
            if (!_runs)
            {
                _runs = true;
                _ = Task.Run(RunAllAsync, CancellationToken.None);
            }
        }
        try
        {
            return await command.Result.WaitAsync(cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!TakeBack(command))
        {
            return await command.Result.ConfigureAwait(false);
        }
    }

    private bool TakeBack(WaitingCommand command)
    {
        lock (_lock)
        {
            return _waiting.Remove(command);
        }
    }

    private async Task RunAllAsync()
    {
        while (Next() is { Length: > 0 } group)
        {
            await run(group).ConfigureAwait(false);
        }
    }

    private WaitingCommand[] Next()
    {
        lock (_lock)
        {
            WaitingCommand[] group = [.. _waiting.DistinctBy(command => command.Annotator)];
            _waiting.RemoveAll(group.Contains);
            _runs = group.Length > 0;
            return group;
        }
    }
}
