using System.Runtime.InteropServices;

namespace RlQuery.Core.Policies;

/// <summary>Named arrays of numbers with their shapes: the content of a safetensors file.</summary>
/// <remarks>Weights are 32-bit floats; 64-bit floats and integers serve checkpoints.</remarks>
public sealed class TensorFile
{
    private readonly SortedDictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);
    private readonly string _source;

    /// <summary>Starts with no arrays.</summary>
    public TensorFile()
        : this("tensors")
    {
    }

    internal TensorFile(string source)
    {
        _source = source;
    }

    /// <summary>Names in ordinal order.</summary>
    public IReadOnlyCollection<string> Names => _tensors.Keys;

    internal IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    /// <summary>What faults name: the path of the file.</summary>
    internal string Source => _source;

    /// <summary>Adds weights.</summary>
    /// <param name="name">A new name, not <c>__metadata__</c>.</param>
    /// <param name="values">Row-major values; the file takes the array over.</param>
    /// <param name="shape">Sizes, whose product is the number of values; none for a plain list.</param>
    /// <exception cref="ArgumentException">The name is taken or the shape does not fit.</exception>
    public void Add(string name, float[] values, params int[] shape) => Add(name, "F32", values, shape);

    /// <inheritdoc cref="Add(string, float[], int[])"/>
    public void Add(string name, double[] values, params int[] shape) => Add(name, "F64", values, shape);

    /// <inheritdoc cref="Add(string, float[], int[])"/>
    public void Add(string name, long[] values, params int[] shape) => Add(name, "I64", values, shape);

    /// <inheritdoc cref="Add(string, float[], int[])"/>
    public void Add(string name, ulong[] values, params int[] shape) => Add(name, "U64", values, shape);

    /// <summary>An array of 32-bit floats.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">The shape it must have; none for any.</param>
    /// <returns>The values, not copied.</returns>
    /// <exception cref="InvalidInputException">Missing, of another type, or of another shape.</exception>
    public float[] Float32(string name, params int[] shape) => (float[])Get(name, "F32", shape);

    /// <summary>An array of 64-bit floats.</summary>
    /// <inheritdoc cref="Float32"/>
    public double[] Float64(string name, params int[] shape) => (double[])Get(name, "F64", shape);

    /// <summary>An array of 64-bit integers.</summary>
    /// <inheritdoc cref="Float32"/>
    public long[] Int64(string name, params int[] shape) => (long[])Get(name, "I64", shape);

    /// <summary>An array of 64-bit words.</summary>
    /// <inheritdoc cref="Float32"/>
    public ulong[] UInt64(string name, params int[] shape) => (ulong[])Get(name, "U64", shape);

    internal void Add(string name, string type, Array values, int[] shape)
    {
        int[] sizes = shape.Length == 0 ? [values.Length] : [.. shape];
        if (sizes.Any(size => size < 0) || sizes.Aggregate(1L, (product, size) => product * size) != values.Length)
        {
            throw new ArgumentException($"{name}: {values.Length} values do not fill {Text(sizes)}", nameof(values));
        }
        if (name == SafetensorsReader.Metadata || !_tensors.TryAdd(name, new Tensor(type, sizes, values)))
        {
            throw new ArgumentException($"{name}: the name is taken", nameof(name));
        }
    }

    private Array Get(string name, string type, int[] shape)
    {
        if (!_tensors.TryGetValue(name, out Tensor? tensor))
        {
            throw new InvalidInputException($"{_source}: no tensor '{name}'; it has {(_tensors.Count == 0 ? "none" : string.Join(", ", Names))}");
        }
        if (tensor.Type != type)
        {
            throw new InvalidInputException($"{_source}: tensor '{name}' is of type {tensor.Type}; needs {type}");
        }
        if (shape.Length > 0 && !tensor.Shape.AsSpan().SequenceEqual(shape))
        {
            throw new InvalidInputException($"{_source}: tensor '{name}' has shape {Text(tensor.Shape)}; needs {Text(shape)}");
        }
        return tensor.Values;
    }

    private static string Text(int[] shape) => $"[{string.Join(", ", shape)}]";

    /// <summary>One array: its type as safetensors writes it, and its bytes.</summary>
    internal sealed record Tensor(string Type, int[] Shape, Array Values)
    {
        public Span<byte> Bytes => Values switch
        {
            float[] values => MemoryMarshal.AsBytes(values.AsSpan()),
            double[] values => MemoryMarshal.AsBytes(values.AsSpan()),
            long[] values => MemoryMarshal.AsBytes(values.AsSpan()),
            ulong[] values => MemoryMarshal.AsBytes(values.AsSpan()),
            _ => throw new InvalidOperationException($"{Values.GetType()}: no such type of tensor"),
        };

        /// <summary>Bytes of an element; 0 where the type is not supported.</summary>
        public static int SizeOf(string type) => type switch
        {
            "F32" => sizeof(float),
            "F64" or "I64" or "U64" => sizeof(ulong),
            _ => 0,
        };

        /// <summary>An array of a supported type.</summary>
        public static Array Allocate(string type, int length) => type switch
        {
            "F32" => new float[length],
            "F64" => new double[length],
            "I64" => new long[length],
            "U64" => new ulong[length],
            _ => throw new InvalidOperationException($"{type}: no such type of tensor"),
        };
    }
}
