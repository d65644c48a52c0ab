using RlQuery.Core.Labelling;

namespace RlQuery.Sessions.Shared;

/// <summary>Measures a shared session in the background, from the first time that somebody wants to know.</summary>
/// <param name="open">The session.</param>
/// <param name="session">Whoever answers it.</param>
public sealed class SharedProgress(OpenSession open, SharedSession session) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Func<LabellingState, CancellationToken, SessionProgress> _measure =
        open is OpenPairs pairs ? new PairProgress(pairs).Of : new RowProgress((OpenRows)open).Of;

    private SessionFollower<SessionProgress>? _follower;

    /// <summary>Waits for what is known of all that has happened until now, or for news.</summary>
    /// <param name="known">What is known already; null for nothing.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="OperationCanceledException">Cancelled, or let go of.</exception>
    public async Task<SessionProgress> WaitAsync(SessionProgress? known, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            _follower ??= await session.FollowAsync(_measure, cancel).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
        Followed<SessionProgress>? latest = _follower.Latest;
        return await _follower.WaitAsync(0, ReferenceEquals(latest?.Value, known) ? latest : null, cancel).ConfigureAwait(false);
    }

    /// <summary>Ends the measuring.</summary>
    public void Dispose()
    {
        _follower?.Dispose();
        _gate.Dispose();
    }
}
