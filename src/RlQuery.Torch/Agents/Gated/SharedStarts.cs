using RlQuery.Core.Environments;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;

namespace RlQuery.Torch.Agents.Gated;

/// <summary>Plays several episodes from the very same start of each of several problems, here or in other processes.</summary>
internal sealed class SharedStarts : IScatteredPlayer
{
    private const string Exploration = "exploration";

    private readonly TrainingSetup _setup;
    private readonly Selector _selector;
    private readonly NetworkShape _shape;
    private readonly SharedStartsOptions _options;
    private readonly VectorEnvironment _environments;
    private EpisodeRecorder? _recorder;
    private ulong _seed;
    private int _problem;

    /// <param name="setup">The environment.</param>
    /// <param name="selector">Makes the shortlist.</param>
    /// <param name="shape">Sizes of the network.</param>
    /// <param name="options">What is played.</param>
    public SharedStarts(TrainingSetup setup, Selector selector, NetworkShape shape, SharedStartsOptions options)
    {
        _setup = setup;
        _selector = selector;
        _shape = shape;
        _options = options;
        _environments = setup.Environments(selector, setup.Reward, selector.Focus);
    }

    /// <summary>Plays a round.</summary>
    /// <param name="weights">The policy.</param>
    /// <param name="exploration">How widely it explores.</param>
    /// <param name="round">Number of the round.</param>
    /// <param name="most">Environment steps that are left.</param>
    /// <param name="cancel">Stops between problems.</param>
    /// <returns>The episodes that fit.</returns>
    public RecordedRound Play(float[] weights, double exploration, int round, long most, CancellationToken cancel)
    {
        var state = new TensorFile();
        _shape.Write(state, "", weights);
        List<Decision>[][] all = _setup.Players is null ? PlayHere(state, exploration, round, cancel) : PlayElsewhere(state, exploration, round, cancel);
        var played = Played<(int Problem, List<Decision> Steps)>.Fitting(
            [.. all.SelectMany((episodes, problem) => episodes.Select(episode => (problem, episode)))], episode => episode.Steps.Count, round, most);
        return new RecordedRound(
            [.. played.Episodes.GroupBy(episode => episode.Problem, episode => episode.Steps).Select(group => group.ToArray())], played.Steps, played.Uncut);
    }

    /// <inheritdoc/>
    public void Take(TensorFile state, int round)
    {
        _recorder = new EpisodeRecorder(_setup, _selector, IScoringNetwork.Create(_shape, state), _options.Choice(state.Float64(Exploration, 1)[0]));
        _seed = _setup.SeedOf(_options.Agent, round);
        _problem = -1;
    }

    /// <inheritdoc/>
    public byte[] Play(int episode)
    {
        (int problem, int own) = Math.DivRem(episode, _options.Episodes);
        bool again = problem == _problem;
        _problem = problem;
        List<Decision> played = _environments.Play(1, (environment, _) => Play(environment, _recorder!, SeedOf(_seed, problem), own, again), default)[0];
        return SentEpisode.Write(played, _shape.Signals, _options.Bare);
    }

    private List<Decision>[][] PlayHere(TensorFile state, double exploration, int round, CancellationToken cancel)
    {
        IScoringNetwork network = IScoringNetwork.Create(_shape, state);
        ulong seed = _setup.SeedOf(_options.Agent, round);
        using var recorders = new ThreadLocal<EpisodeRecorder>(
            () => new EpisodeRecorder(_setup, _selector, network.Clone(), _options.Choice(exploration)));
        return _environments.Play(
            _options.Problems,
            (environment, problem) => Enumerable.Range(0, _options.Episodes)
                .Select(own => Play(environment, recorders.Value!, SeedOf(seed, problem), own, again: own > 0)).ToArray(),
            cancel);
    }

    private List<Decision>[][] PlayElsewhere(TensorFile state, double exploration, int round, CancellationToken cancel)
    {
        state.Add(Exploration, [exploration]);
        IReadOnlyList<byte[]> sent = _setup.Scatter(state, round, _options.Problems * _options.Episodes, cancel);
        return [.. sent.Select(episode => SentEpisode.Read(episode, _shape)).Chunk(_options.Episodes)];
    }

    private static ulong SeedOf(ulong round, int problem) => SeedSequence.Child(round, (ulong)problem);

    private static List<Decision> Play(QueryEnvironment environment, EpisodeRecorder recorder, ulong seed, int own, bool again)
    {
        Observation first = again ? environment.Restart() : environment.Reset(seed);
        return recorder.Play(environment, first, new Pcg64(SeedSequence.Child(seed, (ulong)own), "actions"));
    }
}
