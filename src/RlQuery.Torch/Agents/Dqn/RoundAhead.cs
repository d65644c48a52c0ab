using RlQuery.Core.Policies;
using RlQuery.Torch.Networks;

namespace RlQuery.Torch.Agents.Dqn;

/// <summary>Plays the next round while the agent learns from this one, so that no core waits.</summary>
/// <remarks>
/// A round is played by the policy before the previous round's updates. This lag of one round is the same with any number of threads, so that threads change no
/// byte. A checkpoint keeps that policy's weights, and a resumed run plays the round again.
/// </remarks>
/// <param name="shape">Sizes of the network.</param>
/// <param name="jobs">Number of threads; with one, the next round is played on demand.</param>
/// <param name="play">Plays a round, from its number, the steps before it and a policy's weights.</param>
internal sealed class RoundAhead<T>(NetworkShape shape, int jobs, Func<int, long, TensorFile, CancellationToken, T> play) : IDisposable
{
    private const string Prefix = "ahead.";

    private CancellationTokenSource _stop = new();
    private TensorFile? _weights;
    private Task<T>? _next;

    /// <summary>What a round gave.</summary>
    /// <param name="round">Its number.</param>
    /// <param name="steps">Environment steps before it.</param>
    /// <param name="current">Weights that play the first round.</param>
    /// <param name="cancel">Abandons the round; the next call plays it again.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public T Take(int round, long steps, Func<TensorFile> current, CancellationToken cancel)
    {
        Task<T>? started = _next;
        _next = null;
        return started is null ? play(round, steps, _weights ?? current(), cancel) : started.GetAwaiter().GetResult();
    }

    /// <summary>Moves to the next round, whose policy has these weights.</summary>
    /// <param name="round">Its number.</param>
    /// <param name="steps">Environment steps before it.</param>
    /// <param name="weights">The weights, which must not change any more.</param>
    /// <param name="cancel">Abandons it.</param>
    public void Begin(int round, long steps, TensorFile weights, CancellationToken cancel)
    {
        _weights = weights;
        if (jobs > 1)
        {
            _stop.Dispose();
            _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            CancellationToken stop = _stop.Token;
            _next = Task.Run(() => play(round, steps, weights, stop), CancellationToken.None);
        }
    }

    /// <summary>Drops the round in progress, since the network was replaced.</summary>
    public void Reset()
    {
        Abandon();
        _weights = null;
    }

    public void Save(TensorFile checkpoint) => NetworkWeights.Save(checkpoint, Prefix, _weights);

    public void Load(TensorFile checkpoint)
    {
        Reset();
        if (checkpoint.Names.Contains(Prefix + NetworkShape.WeightName(0)))
        {
            _weights = NetworkWeights.Load(checkpoint, Prefix, shape, members: 1);
        }
    }

    public void Dispose()
    {
        Abandon();
        _stop.Dispose();
    }

    // Exceptions of an abandoned round are ignored.
    private void Abandon()
    {
        _stop.Cancel();
        ((IAsyncResult?)_next)?.AsyncWaitHandle.WaitOne();
        _ = _next?.Exception;
        _next = null;
    }
}
