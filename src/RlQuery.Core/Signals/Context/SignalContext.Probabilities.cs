using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <content>What follows from class probabilities.</content>
public sealed partial class SignalContext
{
    private float[] _probabilities = [];
    private float[] _logarithms = [];
    private float[] _entropies = [];
    private int[] _predicted = [];
    private bool _entropiesKnown;
    private float _meanEntropy;

    /// <summary>Class probabilities [pool x classes].</summary>
    public ReadOnlySpan<float> Probabilities => _probabilities.AsSpan(0, Items.Count * ClassCount);

    /// <summary>Entropy of each pool row's probabilities, in nats divided by log(classes): in [0, 1].</summary>
    public ReadOnlySpan<float> Entropies
    {
        get
        {
            KnowEntropies();
            return _entropies.AsSpan(0, Items.Count);
        }
    }

    /// <summary>Most probable class of each pool row.</summary>
    public ReadOnlySpan<int> Predicted
    {
        get
        {
            KnowEntropies();
            return _predicted.AsSpan(0, Items.Count);
        }
    }

    /// <summary>Mean of <see cref="Entropies"/> over the rows that may be chosen, made ones aside.</summary>
    public float MeanEntropy
    {
        get
        {
            KnowEntropies();
            return _meanEntropy;
        }
    }

    /// <summary>Mean entropy before the last label; NaN at the start or if nothing asked for it then.</summary>
    public float PreviousMeanEntropy { get; private set; } = float.NaN;

    /// <summary>The probabilities of one pool row [classes].</summary>
    /// <param name="row">Pool row.</param>
    public ReadOnlySpan<float> ProbabilitiesOf(int row) => _probabilities.AsSpan(row * ClassCount, ClassCount);

    private void KnowEntropies()
    {
        if (_entropiesKnown)
        {
            return;
        }
        _entropiesKnown = true;
        int classes = ClassCount;
        float scale = 1 / MathF.Log(Math.Max(2, classes));
        ReadOnlySpan<float> probabilities = Probabilities;
        Span<float> logarithms = _logarithms.AsSpan(0, probabilities.Length);
        Probability.Log(probabilities, logarithms);
        for (int i = 0, place = 0; i < Items.Count; i++)
        {
            float entropy = 0;
            int predicted = 0;
            float largest = probabilities[place];
            for (int k = 0; k < classes; k++, place++)
            {
                float p = probabilities[place];
                entropy -= p * logarithms[place];
                predicted = p > largest ? k : predicted;
                largest = MathF.Max(largest, p);
            }
            _entropies[i] = entropy * scale;
            _predicted[i] = predicted;
        }
        double total = 0;
        ReadOnlySpan<int> unlabelled = Pool.Unlabelled;
        foreach (int row in unlabelled)
        {
            total += _entropies[row];
        }
        _meanEntropy = unlabelled.IsEmpty ? 0 : (float)(total / unlabelled.Length);
    }
}
