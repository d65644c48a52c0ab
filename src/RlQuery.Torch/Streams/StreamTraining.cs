using RlQuery.Core;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Streams.Playing;
using RlQuery.Core.Streams.Policies;

namespace RlQuery.Torch.Streams;

/// <summary>What every agent for streams needs to know.</summary>
/// <param name="Tasks">What episodes are drawn from.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Jobs">Number of threads; changes no result.</param>
public sealed record StreamTraining(StreamTasks Tasks, ulong Seed, int Jobs)
{
    /// <summary>Names of the agents.</summary>
    public static IReadOnlyList<string> Agents { get; } = [StreamEvolution.AgentName, StreamDqn.AgentName];

    /// <summary>Makes an agent.</summary>
    /// <param name="name">One of <see cref="Agents"/>.</param>
    /// <exception cref="InvalidInputException">There is none of this name.</exception>
    public IStreamAgent Create(string name) => name switch
    {
        StreamEvolution.AgentName => new StreamEvolution(this),
        StreamDqn.AgentName => new StreamDqn(this),
        _ => throw new InvalidInputException($"agent: '{name}' is unknown for streams{NearestName.Hint(name, [.. Agents])}"),
    };

    /// <summary>The seed of an episode.</summary>
    internal ulong SeedOf(string agent, int round, int episode) =>
        SeedSequence.Child(SeedSequence.Child(SeedSequence.Child(Seed, $"stream {agent}"), (ulong)round), (ulong)episode);

    /// <summary>Does something with environments side by side; the results come in order.</summary>
    internal T[] Play<T>(int count, Func<StreamEnvironment, int, T> play, CancellationToken cancel)
    {
        var results = new T[count];
        using var environments = new ThreadLocal<StreamEnvironment>(() => new StreamEnvironment(Tasks));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Jobs, CancellationToken = cancel };
        Parallel.For(0, count, parallel, i => results[i] = play(environments.Value!, i));
        return results;
    }

    /// <summary>Writes a policy.</summary>
    internal void Save(string folder, string agent, NetworkShape shape, float[] weights, long steps)
    {
        var file = new TensorFile();
        shape.Write(file, "", weights);
        StreamPolicyFolder.Save(
            folder,
            new StreamPolicyDocument
            {
                Format = StreamPolicyDocument.CurrentFormat,
                Agent = agent,
                Situation = StreamSituation.Version,
                State = [.. StreamSituation.Values.Select(value => value.Name)],
                Network = shape,
                Streams = [.. Tasks.Sources.Select(source => source.Name)],
                Learners = [.. Tasks.Learners.Select(learner => learner.Name)],
                Rates = Tasks.Rates,
                Items = Tasks.Items,
                Seed = Seed,
                Steps = steps,
            },
            file);
    }
}
