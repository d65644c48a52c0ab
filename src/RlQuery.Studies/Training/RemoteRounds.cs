using RlQuery.Core.Environments.Files;
using RlQuery.Studies.Parcels;
using RlQuery.Torch.Agents;

namespace RlQuery.Studies.Training;

/// <summary>Has the episodes of a training played by nodes.</summary>
/// <param name="environment">The environment.</param>
/// <param name="agent">Name of the agent.</param>
/// <param name="seed">Seed of the run.</param>
/// <param name="nodes">Who plays.</param>
/// <param name="tell">Is told what a person should know.</param>
internal sealed class RemoteRounds(LoadedEnvironment environment, string agent, ulong seed, IParcelNodes nodes, Action<string> tell) : IRoundPlayers
{
    // Of the first lots nobody knows yet how much will come back.
    private const int FirstItems = 4;
    private const int MostLotBytes = 8 << 20;

    private readonly Lazy<Parcel> _parcel = new(() => TrainingParcel.Pack(environment, agent, seed));
    private int _longest;

    /// <inheritdoc/>
    public IReadOnlyList<byte[]> Play(byte[] state, int episodes, CancellationToken cancel)
    {
        byte[]?[] answers = new byte[]?[episodes];
        Parcel parcel = _parcel.Value with { MostItems = _longest == 0 ? FirstItems : Math.Max(1, MostLotBytes / _longest) };
        nodes.Run(parcel, state, [.. Enumerable.Range(0, episodes)], Take, tell, cancel);
        int lost = Array.IndexOf(answers, null);
        return lost < 0 ? [.. answers.Select(answer => answer!)] : throw new IOException($"every worker that played episode {lost} of a round ended");

        void Take(int item, byte[]? answer)
        {
            answers[item] = answer;
            _longest = Math.Max(_longest, answer?.Length ?? 0);
        }
    }
}
