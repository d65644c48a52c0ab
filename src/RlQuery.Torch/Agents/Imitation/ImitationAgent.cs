using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Agents.Imitation;

/// <summary>Imitation of rollout values: candidates of visited states are tried, each followed by margin sampling; the network learns to rank them.</summary>
/// <remarks>
/// After Liu, Buntine and Haffari, "Learning How to Actively Learn: A Deep Imitation Learning Approach" (2018), algorithm 1, with states under the current
/// policy as in DAgger (Ross, Gordon and Bagnell 2011, algorithm 3.1), and Gonsior, Thiele and Lehner, "ImitAL" (2021), with a listwise loss. Values are
/// those of rollouts instead of a one-step look-ahead; rollouts under the current policy make it classification-based policy iteration (Lagoudakis and Parr
/// 2003). Values are centred and scaled per state; the loss is ListNet's (Cao et al. 2007, section 5): the cross-entropy between the softmax of values and
/// that of scores.
/// </remarks>
internal sealed class ImitationAgent : NetworkAgent
{
    /// <summary>Name of the agent.</summary>
    public const string OwnName = "imitation";

    private readonly ImitationOptions _options;
    private readonly StateVisits _visits;
    private readonly RankingMemory _memory;

    /// <summary>Makes an agent with a fresh network.</summary>
    /// <param name="setup">The environment; its reward is not used.</param>
    /// <param name="options">Settings without faults.</param>
    public ImitationAgent(TrainingSetup setup, ImitationOptions options)
        : base(setup, options, NetworksOf(setup, options))
    {
        _options = options;
        _visits = new StateVisits(setup, options);
        _memory = new RankingMemory(options.Capacity, options.Candidates, Width, Context);
    }

    /// <inheritdoc/>
    public override string Name => OwnName;

    /// <inheritdoc/>
    public override string ExplorationName => "epsilon";

    /// <inheritdoc/>
    public override RoundReport Round(int round, long stepsBefore, long most, CancellationToken cancel)
    {
        double own = round == 0 ? 0 : _options.OwnStates;
        double ownRollouts = round == 0 || stepsBefore < _options.OwnRolloutsAfter ? 0 : _options.OwnRollouts;
        Visit[] all = _visits.Play(Weights(), own, ownRollouts, round, cancel);
        var played = Played<Visit>.Fitting(all, visit => visit.Steps, round, most);
        if (played.Episodes.Length == 0)
        {
            return new RoundReport { Uncut = played.Uncut };
        }
        Visit[] visits = played.Episodes;
        foreach (Visit visit in visits)
        {
            _memory.Add(visit.Context, visit.Rows, visit.Values);
        }
        double loss = _memory.Count == 0 ? double.NaN : Learn(SeedOf(round));
        return new RoundReport(played.Steps, visits.Length, visits.Average(visit => visit.Gain), loss, 1 - own) { Uncut = played.Uncut };
    }

    /// <inheritdoc/>
    public override void Save(TensorFile checkpoint)
    {
        base.Save(checkpoint);
        _memory.Save(checkpoint);
    }

    /// <inheritdoc/>
    public override void Load(TensorFile checkpoint)
    {
        base.Load(checkpoint);
        _memory.Load(checkpoint);
    }

    // Members train in parallel: each has its own random stream and network, so that the number of threads changes no byte.
    private double Learn(ulong seed)
    {
        double[] losses = new double[Members];
        Parallel.For(0, Members, new ParallelOptions { MaxDegreeOfParallelism = Setup.Jobs }, member =>
        {
            var draws = new Pcg64(TrainedNetwork.SeedOf(seed, member), "batches");
            losses[member] = Enumerable.Range(0, _options.UpdatesPerRound).Select(_ => Update(Networks[member], draws)).ToArray().Average();
        });
        return losses.Average();
    }

    private double Update(TrainedNetwork network, Pcg64 draws)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        RankingBatch batch = _memory.Draw(_options.BatchSize, draws);
        long groups = batch.Contexts.Length / Context;
        torch.Tensor owners = network.Indices(batch.Owners);
        torch.Tensor target = Segments.LogSoftmax(network.Tensor(batch.Values, batch.Values.Length), owners, groups).exp();
        torch.Tensor logs = Segments.LogSoftmax(network.Forward(batch.Rows, batch.Contexts, owners), owners, groups);
        return network.Descend(Segments.Sum(target * logs, owners, groups).mean().neg());
    }

    private static TrainedNetwork[] NetworksOf(TrainingSetup setup, ImitationOptions options) =>
    [
        .. Enumerable.Range(0, options.Members).Select(member => new TrainedNetwork(
            setup, options, gradientNorm: 10, member, options.WeightDecay, options.Averaging)),
    ];
}
