using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>Gain of accuracy by the candidate's label as a forest expects it that was trained on two Gaussians, as 1/2 + 5 gains, in [0, 1].</summary>
/// <remarks>
/// Source: Konyushkova, Sznitman and Fua, "Learning Active Learning from Data" (2017), LAL-independent, with numbers that every learner has
/// (<see cref="LearnedGain"/>): margin, entropy, deviation of the committee, and of the state the share of the most frequent class, mean entropy and labels for
/// each class. A gain beyond a tenth counts as a tenth.
/// <para>
/// Cost: a committee; the first use in a process takes some seconds, in which the forest is trained. Peers: ALiPy (QueryInstanceLAL_RF): a forest of
/// scikit-learn, whose training file is gone.
/// </para>
/// </remarks>
public sealed class LearnedGainSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "learned-gain";

    /// <inheritdoc/>
    public IReadOnlyList<string> HeuristicNames { get; } = ["lal"];

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Committee;

    /// <inheritdoc/>
    public string Description => "gain of accuracy that a forest trained on synthetic tasks expects of its label, as 1/2 + 5 gains; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("labels like it have gained little in training", "labels like it have gained much in training");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        Span<float> inputs = stackalloc float[LearnedGain.Inputs];
        inputs.Fill(float.NaN);
        for (int i = 0; i < values.Length; i++)
        {
            LearnedGain.Fill(context, context.Candidates[i], inputs);
            values[i] = (float)Math.Clamp(0.5 + (5 * LearnedGain.Of(inputs)), 0, 1);
        }
    }
}
