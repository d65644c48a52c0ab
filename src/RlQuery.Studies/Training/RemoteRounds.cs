using RlQuery.Core.Environments.Files;
using RlQuery.Core.Policies;
using RlQuery.Studies.Parcels;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Training;

namespace RlQuery.Studies.Training;

/// <summary>Has the episodes of a training's rounds played by nodes.</summary>
/// <param name="environment">The environment.</param>
/// <param name="agent">Name of the agent.</param>
/// <param name="seed">Seed of the run.</param>
/// <param name="nodes">Who plays.</param>
/// <param name="tell">Is told what a person should know.</param>
internal sealed class RemoteRounds(LoadedEnvironment environment, string agent, ulong seed, IParcelNodes nodes, Action<string> tell) : IRoundPlayers
{
    private readonly Lazy<Parcel> _parcel = new(() => TrainingParcel.Pack(environment, agent, seed));

    /// <inheritdoc/>
    public IReadOnlyList<byte[]> Play(Normalisation normalisation, TensorFile state, int round, int episodes, CancellationToken cancel)
    {
        byte[]?[] answers = new byte[]?[episodes];
        nodes.Run(
            _parcel.Value, RoundPlayer.Write(normalisation, state, round), [.. Enumerable.Range(0, episodes)], (item, answer) => answers[item] = answer, tell,
            cancel);
        int lost = Array.IndexOf(answers, null);
        return lost < 0 ? [.. answers.Select(answer => answer!)] : throw new IOException($"every worker that played episode {lost} of round {round} ended");
    }
}
