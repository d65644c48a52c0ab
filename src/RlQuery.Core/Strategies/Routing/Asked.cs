using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;

namespace RlQuery.Core.Strategies.Routing;

/// <summary>A candidate of a rule of whom to ask: a row and an annotator.</summary>
/// <param name="observation">What is seen.</param>
/// <param name="index">Its place among the candidates.</param>
internal readonly ref struct Asked(Observation observation, int index)
{
    /// <summary>How many were asked for the row.</summary>
    public int Answers
    {
        get
        {
            float share = Of("row-answers");
            return (int)MathF.Round(share / (1 - share));
        }
    }

    /// <summary>The most annotators that said the same of the row.</summary>
    public int Alike => (int)MathF.Round(Of("row-agreement") * Answers);

    /// <summary>Price of the answer, in an unknown unit.</summary>
    public float Price => Of("answer-price") / (1 - Of("answer-price"));

    /// <summary>Whether a person is asked.</summary>
    public bool IsPerson => Of("answer-person") > 0;

    /// <summary>A lot that depends on the seed of the episode and the candidate alone, in [0, 1).</summary>
    public float Lot => (SeedSequence.Child(SeedSequence.Child(observation.Seed, "ask any"), (ulong)observation.Rows[index]) >> 40) * (1f / (1 << 24));

    /// <summary>The value of a signal.</summary>
    /// <param name="signal">Its name.</param>
    public float Of(string signal) => observation.Column(signal)[index];
}
