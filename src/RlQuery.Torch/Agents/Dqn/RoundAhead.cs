using RlQuery.Core.Policies;
using RlQuery.Torch.Networks;

namespace RlQuery.Torch.Agents.Dqn;

/// <summary>Plays the next round while this one is learned from, so that no core waits for the other.</summary>
/// <remarks>
/// The policy that plays a round is the one before the updates of the round before: a lag of one round, with one thread as with many, so that threads change
/// no byte. A checkpoint keeps that policy's weights, from which a resumed run plays the round again.
/// </remarks>
/// <param name="shape">Sizes of the network.</param>
/// <param name="jobs">Number of threads; with one, the next round is played when it is asked for.</param>
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
    /// <param name="current">Weights that play it where no round came before.</param>
    /// <param name="cancel">Abandons it; it is played again when it is asked for again.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public T Take(int round, long steps, Func<TensorFile> current, CancellationToken cancel)
    {
        Task<T>? started = _next;
        _next = null;
        return started is null ? play(round, steps, _weights ?? current(), cancel) : started.GetAwaiter().GetResult();
    }

    /// <summary>Goes on to the next round, whose policy has these weights.</summary>
    /// <param name="round">Its number.</param>
    /// <param name="steps">Environment steps before it.</param>
    /// <param name="weights">The weights, which nobody changes any more.</param>
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

    /// <summary>Forgets what was begun, since the network is another now.</summary>
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

    // What an abandoned round threw is of no interest.
    private void Abandon()
    {
        _stop.Cancel();
        ((IAsyncResult?)_next)?.AsyncWaitHandle.WaitOne();
        _ = _next?.Exception;
        _next = null;
    }
}
