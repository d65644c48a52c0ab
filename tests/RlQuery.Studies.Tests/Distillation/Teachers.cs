using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tests.Policies;
using RlQuery.Studies.Distillation;

namespace RlQuery.Studies.Tests.Distillation;

/// <summary>Policies to learn from, and what they do in random states.</summary>
internal static class Teachers
{
    public const int Signals = 3;
    public const int State = 2;

    public static NetworkShape Shape { get; } = new(Signals, State + (2 * Signals), []);

    public static LearnedPolicy Linear(params float[][] weights) => Policy(
    [
        .. weights.Select(own =>
        {
            var network = new GatedLinearNetwork(Shape);
            network.Load(own);
            return network;
        }),
    ]);

    public static LearnedPolicy Tree(ScoringTree tree) => Policy(new TreeNetwork(Shape with { Leaves = tree.Leaves }, tree));

    public static IReadOnlyList<TeacherState> States(LearnedPolicy teacher, int count, int candidates = 60) =>
    [
        .. Enumerable.Range(0, count).Select(i => TeacherRecorder.Of(teacher.Look(Observe(i, candidates)), new Pcg64((ulong)i)))
            .OfType<TeacherState>(),
    ];

    /// <summary>Share of other states in which two policies choose the same.</summary>
    public static double Agreement(LearnedPolicy one, LearnedPolicy other) =>
        Enumerable.Range(100_000, 500).Average(i => Choice(one, i) == Choice(other, i) ? 1.0 : 0);

    public static float[] Gaussian(ulong seed, int count)
    {
        var draws = new Pcg64(seed, "gaussian");
        return [.. Enumerable.Range(0, count).Select(_ => (float)draws.NextGaussian())];
    }

    private static LearnedPolicy Policy(params IScoringNetwork[] networks) =>
        new("teacher", SamplePolicy.SignalList, Normalisation.Identity(Signals, Shape.Context), new Selector(0.5), networks);

    private static Observation Observe(int number, int candidates) => SamplePolicy.Observe(SamplePolicy.SignalList, candidates, (ulong)number);

    private static int Choice(LearnedPolicy policy, int number)
    {
        Observation observation = Observe(number, 60);
        float[] scores = new float[observation.Count];
        policy.Score(observation, scores);
        return QueryChoice.Best(scores, observation.Rows);
    }
}
