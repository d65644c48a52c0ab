using RlQuery.Torch.Agents;
using TorchSharp;

namespace RlQuery.Torch.Training;

/// <summary>How a run goes: what the command line decides.</summary>
public sealed record TrainerOptions
{
    /// <summary>Folder of the policy.</summary>
    public required string Out { get; init; }

    /// <summary>Seed of the run.</summary>
    public required ulong Seed { get; init; }

    /// <summary>
    /// The most environment steps to train for. Training ends before a round that would make more. If the first round would, it is cut; a run makes more only
    /// where a single episode does.
    /// </summary>
    /// <value>Default: null; then <see cref="Minutes"/> decides.</value>
    public long? Steps { get; init; }

    /// <summary>Minutes after which training ends, at the end of a round.</summary>
    /// <value>Default: null; then <see cref="Steps"/> decides.</value>
    public double? Minutes { get; init; }

    /// <summary>Whether to continue from the folder's checkpoint.</summary>
    public bool Resume { get; init; }

    /// <summary>Number of threads; changes no result.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>Who plays the episodes of rounds and validations, of an agent with <see cref="IAgentDescriptor.IsScattered"/>; changes no result.</summary>
    /// <value>Default: null, this process.</value>
    public IRoundPlayers? Players { get; init; }

    /// <summary>The device of training, from <see cref="Tensors.TorchRuntime.Initialize"/> gives it.</summary>
    public required torch.Device Device { get; init; }

    /// <summary>Whether TensorBoard's file has wall times. Its bytes then differ from run to run; nothing else does.</summary>
    public bool WallTimes { get; init; }

    /// <summary>Time between two checkpoints, and at first less; changes no result.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromSeconds(15);
}
