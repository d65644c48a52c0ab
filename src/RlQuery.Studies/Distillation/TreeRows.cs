namespace RlQuery.Studies.Distillation;

/// <summary>The rows that a tree is grown on: of each input only the bin is kept, since splits lie between bins.</summary>
internal sealed class TreeRows
{
    private const int MostBins = 256;

    private readonly byte[][] _bins;
    private readonly float[][] _edges;

    /// <summary>Puts each candidate of each state into a row.</summary>
    /// <param name="states">The states, in the order of the rows.</param>
    /// <param name="signals">F: the first inputs of a row.</param>
    /// <param name="stateValues">G: the inputs that follow.</param>
    public TreeRows(IReadOnlyList<TeacherState> states, int signals, int stateValues)
    {
        Targets = [.. states.SelectMany(state => state.Odds)];
        _bins = new byte[signals + stateValues][];
        _edges = new float[signals + stateValues][];
        for (int input = 0; input < _bins.Length; input++)
        {
            float[] values = Values(states, input, signals);
            float[] edges = _edges[input] = Edges(values);
            _bins[input] = [.. values.Select(value => (byte)BinOf(edges, value))];
        }
    }

    /// <summary>Number of inputs, F + G.</summary>
    public int Inputs => _bins.Length;

    /// <summary>Odds of each row.</summary>
    public double[] Targets { get; }

    /// <summary>Bins of an input, one for each row.</summary>
    public ReadOnlySpan<byte> Bins(int input) => _bins[input];

    /// <summary>Number of bins of an input.</summary>
    public int Count(int input) => _edges[input].Length + 1;

    /// <summary>The threshold behind a bin: its values are at most this.</summary>
    public float Threshold(int input, int bin) => _edges[input][bin];

    private float[] Values(IReadOnlyList<TeacherState> states, int input, int signals)
    {
        float[] values = new float[Targets.Length];
        int row = 0;
        foreach (TeacherState state in states)
        {
            for (int i = 0; i < state.Scores.Length; i++)
            {
                values[row++] = input < signals ? state.Signals[(i * signals) + input] : state.State[input - signals];
            }
        }
        return values;
    }

    // Halfway between neighbours at equal shares of the rows, where they differ.
    private static float[] Edges(float[] values)
    {
        float[] sorted = [.. values];
        Array.Sort(sorted);
        var edges = new List<float>();
        for (int bin = 1; bin < MostBins && sorted.Length > 0; bin++)
        {
            int place = (int)((long)bin * sorted.Length / MostBins);
            int next = place;
            while (next < sorted.Length && sorted[next] == sorted[place])
            {
                next++;
            }
            if (next < sorted.Length)
            {
                float edge = sorted[place] + ((sorted[next] - sorted[place]) / 2);
                if (edges.Count == 0 || edge > edges[^1])
                {
                    edges.Add(edge);
                }
            }
        }
        return [.. edges];
    }

    // The first edge that is not below the value.
    private static int BinOf(float[] edges, float value)
    {
        int place = Array.BinarySearch(edges, value);
        return place < 0 ? ~place : place;
    }
}
