using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;

namespace RlQuery.Torch.Agents.Imitation;

/// <summary>Visited states, each with some candidates and their values. The oldest is dropped first.</summary>
internal sealed class RankingMemory
{
    private readonly int _capacity;
    private readonly int _candidates;
    private readonly int _width;
    private readonly int _context;
    private readonly float[] _contexts;
    private readonly float[] _rows;
    private readonly float[] _values;
    private readonly int[] _counts;
    private long _added;

    public RankingMemory(int capacity, int candidates, int width, int context)
    {
        _capacity = capacity;
        _candidates = candidates;
        _width = width;
        _context = context;
        _contexts = new float[capacity * context];
        _rows = new float[capacity * candidates * width];
        _values = new float[capacity * candidates];
        _counts = new int[capacity];
    }

    public int Count => (int)Math.Min(_added, _capacity);

    /// <summary>Adds a state, its values centred and scaled; a state in which all candidates have the same value is left out.</summary>
    public void Add(float[] context, float[] rows, double[] values)
    {
        if (values.Length < 2)
        {
            return;
        }
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        if (deviation < 1e-9)
        {
            return;
        }
        int slot = (int)(_added++ % _capacity);
        context.CopyTo(_contexts, slot * _context);
        rows.CopyTo(_rows, slot * _candidates * _width);
        for (int i = 0; i < values.Length; i++)
        {
            _values[(slot * _candidates) + i] = (float)((values[i] - mean) / deviation);
        }
        _counts[slot] = values.Length;
    }

    /// <summary>Draws states at random, with repetition.</summary>
    public RankingBatch Draw(int states, Pcg64 draws)
    {
        int[] slots = [.. Enumerable.Range(0, states).Select(_ => draws.NextInt(Count))];
        int total = slots.Sum(slot => _counts[slot]);
        var batch = new RankingBatch(new float[states * _context], new float[total * _width], new float[total], new long[total]);
        int start = 0;
        for (int i = 0; i < states; i++)
        {
            int slot = slots[i];
            int count = _counts[slot];
            _contexts.AsSpan(slot * _context, _context).CopyTo(batch.Contexts.AsSpan(i * _context));
            _rows.AsSpan(slot * _candidates * _width, count * _width).CopyTo(batch.Rows.AsSpan(start * _width));
            _values.AsSpan(slot * _candidates, count).CopyTo(batch.Values.AsSpan(start));
            batch.Owners.AsSpan(start, count).Fill(i);
            start += count;
        }
        return batch;
    }

    public void Save(TensorFile checkpoint)
    {
        int kept = Count;
        checkpoint.Add("memory.contexts", _contexts[..(kept * _context)]);
        checkpoint.Add("memory.rows", _rows[..(kept * _candidates * _width)]);
        checkpoint.Add("memory.values", _values[..(kept * _candidates)]);
        checkpoint.Add("memory.counts", Array.ConvertAll(_counts[..kept], count => (long)count));
        checkpoint.Add("memory.added", new[] { _added });
    }

    public void Load(TensorFile checkpoint)
    {
        _added = checkpoint.Int64("memory.added", 1)[0];
        int kept = Count;
        checkpoint.Float32("memory.contexts", kept * _context).CopyTo(_contexts, 0);
        checkpoint.Float32("memory.rows", kept * _candidates * _width).CopyTo(_rows, 0);
        checkpoint.Float32("memory.values", kept * _candidates).CopyTo(_values, 0);
        long[] counts = checkpoint.Int64("memory.counts", kept);
        for (int slot = 0; slot < kept; slot++)
        {
            _counts[slot] = (int)counts[slot];
        }
    }
}
