using RlQuery.Core.Environments;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;

namespace RlQuery.Torch.Agents.Gated;

/// <summary>Plays several episodes from the very same start of each of several problems.</summary>
internal sealed class SharedStarts
{
    private readonly TrainingSetup _setup;
    private readonly Selector _selector;
    private readonly VectorEnvironment _environments;
    private readonly int _problems;
    private readonly int _episodes;

    /// <param name="setup">The environment.</param>
    /// <param name="selector">Makes the shortlist.</param>
    /// <param name="problems">Problems of a round.</param>
    /// <param name="episodes">Episodes of each.</param>
    public SharedStarts(TrainingSetup setup, Selector selector, int problems, int episodes)
    {
        _setup = setup;
        _selector = selector;
        _problems = problems;
        _episodes = episodes;
        _environments = setup.Environments(selector, setup.Reward, selector.Focus);
    }

    /// <summary>Plays a round.</summary>
    /// <param name="network">The policy.</param>
    /// <param name="choice">How it explores.</param>
    /// <param name="seed">Seed of the round.</param>
    /// <param name="round">Number of the round.</param>
    /// <param name="most">Environment steps that are left.</param>
    /// <param name="cancel">Stops between problems.</param>
    /// <returns>The episodes that fit.</returns>
    public RecordedRound Play(IScoringNetwork network, IActionChoice choice, ulong seed, int round, long most, CancellationToken cancel)
    {
        using var recorders = new ThreadLocal<EpisodeRecorder>(() => new EpisodeRecorder(_setup, _selector, network.Clone(), choice));
        List<Decision>[][] all = _environments.Play(
            _problems, (environment, i) => Play(environment, recorders.Value!, SeedSequence.Child(seed, (ulong)i)), cancel);
        var played = Played<(int Problem, List<Decision> Steps)>.Fitting(
            [.. all.SelectMany((episodes, problem) => episodes.Select(episode => (problem, episode)))], episode => episode.Steps.Count, round, most);
        return new RecordedRound(
            [.. played.Episodes.GroupBy(episode => episode.Problem, episode => episode.Steps).Select(group => group.ToArray())], played.Steps, played.Uncut);
    }

    private List<Decision>[] Play(QueryEnvironment environment, EpisodeRecorder recorder, ulong seed)
    {
        var episodes = new List<Decision>[_episodes];
        for (int i = 0; i < episodes.Length; i++)
        {
            Observation first = i == 0 ? environment.Reset(seed) : environment.Restart();
            episodes[i] = recorder.Play(environment, first, new Pcg64(SeedSequence.Child(seed, (ulong)i), "actions"));
        }
        return episodes;
    }
}
