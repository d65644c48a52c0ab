using System.Collections.Concurrent;
using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.Studies.Parcels;
using RlQuery.Torch.Training;

namespace RlQuery.Studies.Training;

/// <summary>Plays episodes of a training in another process.</summary>
/// <param name="environment">The environment, with its training and validation sets.</param>
/// <param name="agent">Name of the agent.</param>
/// <param name="seed">Seed of the run.</param>
internal sealed class TrainingWork(LoadedEnvironment environment, string agent, ulong seed) : IParcelWork
{
    /// <summary>The most bytes of an episode: half of the longest message.</summary>
    private const int MostBytes = 32 << 20;

    private readonly ConcurrentBag<RoundPlayer> _idle = [];

    /// <inheritdoc/>
    public IReadOnlyList<byte[]> Do(byte[] context, IReadOnlyList<int> items, CancellationToken cancellation)
    {
        if (RangeState.Player(context, environment) is { } range)
        {
            return Play(items, problem => RangeState.Write(range.Play(RangeMeasure.SeedOf(seed, problem))), cancellation);
        }
        RoundPlayer player = _idle.TryTake(out RoundPlayer? idle) ? idle : new RoundPlayer(environment, agent, seed);
        player.Load(context);
        IReadOnlyList<byte[]> played = Play(items, player.Play, cancellation);
        _idle.Add(player);
        return played;
    }

    private List<byte[]> Play(IReadOnlyList<int> items, Func<int, byte[]> play, CancellationToken cancellation)
    {
        var answers = new List<byte[]>();
        foreach (int episode in items)
        {
            cancellation.ThrowIfCancellationRequested();
            byte[] answer = play(episode);
            if (answer.Length > MostBytes)
            {
                throw new InvalidInputException(
                    $"an episode of {agent} is {answer.Length} bytes long, and at most {MostBytes} travel; use a smaller budget, shortlistShare or candidates");
            }
            answers.Add(answer);
        }
        return answers;
    }
}
