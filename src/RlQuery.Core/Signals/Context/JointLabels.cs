using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>The joint labellings of the rows that are taken for a batch, and how probable each is to each member of the committee.</summary>
/// <param name="context">The state of the episode.</param>
internal sealed class JointLabels(SignalContext context)
{
    private const int Most = 512;

    private readonly Pcg64 _draws = new(0);
    private double[] _joint = [];
    private int _count;
    private int _members;
    private bool _drawn;
    private double _known;

    /// <summary>Takes in the committee and the taken rows as they are now.</summary>
    public void Update()
    {
        ReadOnlySpan<int> pending = context.Pool.Pending;
        int classes = context.ClassCount;
        _members = context.CommitteeProbabilities.Length / (context.Items.Count * classes);
        double all = Math.Pow(classes, pending.Length);
        _drawn = all > Most;
        if (_drawn)
        {
            Draw(pending);
        }
        else
        {
            Enumerate(pending, (int)all);
        }
        // What the batch alone tells of the member.
        double entropy = 0, own = 0;
        for (int c = 0; c < _count; c++)
        {
            double mean = Mean(c);
            entropy -= Weighted(mean) * (mean > 0 ? Math.Log(mean) : 0);
        }
        foreach (int row in pending)
        {
            own += OwnEntropy(row);
        }
        _known = entropy - own;
    }

    /// <summary>The mutual information, in nats, that the label of a row adds to that of the taken rows; may fall below 0 where labellings are drawn.</summary>
    /// <param name="row">Pool row.</param>
    public double Information(int row)
    {
        int classes = context.ClassCount;
        ReadOnlySpan<float> committee = context.CommitteeProbabilities;
        int block = context.Items.Count * classes;
        double entropy = 0, own = OwnEntropy(row);
        for (int c = 0; c < _count; c++)
        {
            double whole = Mean(c);
            for (int k = 0; k < classes; k++)
            {
                double mean = 0;
                for (int m = 0; m < _members; m++)
                {
                    mean += _joint[(c * _members) + m] * committee[(m * block) + (row * classes) + k];
                }
                mean /= _members;
                if (mean > 0)
                {
                    entropy -= (_drawn ? mean / (whole * _count) : mean) * Math.Log(mean);
                }
            }
        }
        foreach (int taken in context.Pool.Pending)
        {
            own += OwnEntropy(taken);
        }
        return entropy - own - _known;
    }

    private double Weighted(double mean) => _drawn ? 1.0 / _count : mean;

    private double Mean(int labelling)
    {
        double sum = 0;
        for (int m = 0; m < _members; m++)
        {
            sum += _joint[(labelling * _members) + m];
        }
        return sum / _members;
    }

    // Mean over the members of the entropy of a row.
    private double OwnEntropy(int row)
    {
        int classes = context.ClassCount;
        int block = context.Items.Count * classes;
        double sum = 0;
        for (int m = 0; m < _members; m++)
        {
            sum += Probability.Entropy(context.CommitteeProbabilities.Slice((m * block) + (row * classes), classes));
        }
        return sum / _members;
    }

    private void Enumerate(ReadOnlySpan<int> pending, int all)
    {
        int classes = context.ClassCount;
        int block = context.Items.Count * classes;
        Span<double> joint = Buffers.Reserve(ref _joint, all * _members);
        _count = all;
        joint.Fill(1);
        for (int c = 0; c < all; c++)
        {
            int rest = c;
            foreach (int row in pending)
            {
                for (int m = 0; m < _members; m++)
                {
                    joint[(c * _members) + m] *= context.CommitteeProbabilities[(m * block) + (row * classes) + (rest % classes)];
                }
                rest /= classes;
            }
        }
    }

    // A member, and its label of each row.
    private void Draw(ReadOnlySpan<int> pending)
    {
        int classes = context.ClassCount;
        int block = context.Items.Count * classes;
        Span<double> joint = Buffers.Reserve(ref _joint, Most * _members);
        _count = Most;
        joint.Fill(1);
        _draws.Reseed(SeedSequence.Child(SeedSequence.Child(context.Seed, "joint labels"), (ulong)(context.Pool.Labelled.Length + pending.Length)));
        for (int c = 0; c < Most; c++)
        {
            int member = c % _members;
            foreach (int row in pending)
            {
                ReadOnlySpan<float> p = context.CommitteeProbabilities.Slice((member * block) + (row * classes), classes);
                double lot = _draws.NextDouble();
                int label = 0;
                for (int k = 0; k < classes; k++)
                {
                    label = p[k] > 0 && lot >= 0 ? k : label;
                    lot -= p[k];
                }
                for (int m = 0; m < _members; m++)
                {
                    joint[(c * _members) + m] *= context.CommitteeProbabilities[(m * block) + (row * classes) + label];
                }
            }
        }
    }
}
