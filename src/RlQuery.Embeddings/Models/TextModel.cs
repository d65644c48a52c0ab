using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using RlQuery.Core;

namespace RlQuery.Embeddings.Models;

/// <summary>A pre-trained model that gives each text a vector.</summary>
/// <remarks>
/// Texts of one batch have the same number of word pieces, so nothing is padded, and the vector of a text does not depend on what it is computed with: the same
/// bytes alone and in any batch. Sums over word pieces are in double precision.
/// </remarks>
internal sealed class TextModel
{
    private readonly OnnxModel _model;
    private readonly WordPieces _pieces;
    private readonly TextModelSettings _settings;
    private readonly Dictionary<string, Func<int, long>> _inputs;
    private readonly string _output;

    /// <summary>Checks that a model takes texts.</summary>
    /// <exception cref="InvalidInputException">An input or the output does not fit.</exception>
    public TextModel(OnnxModel model, WordPieces pieces, TextModelSettings settings)
    {
        (_model, _pieces, _settings) = (model, pieces, settings);
        _inputs = model.Inputs.ToDictionary(input => input.Key, input => Filler(model, input.Key, input.Value));
        if (!_inputs.Keys.Any(IsPieces))
        {
            throw new InvalidInputException($"{model.Name}: no input for word pieces (input_ids); it has {string.Join(", ", model.Inputs.Keys)}");
        }
        (_output, Dimensions) = FindOutput(model);
    }

    /// <summary>Length of a vector.</summary>
    public int Dimensions { get; }

    /// <summary>The word pieces of a text.</summary>
    public int[] Pieces(string text, out bool cut) => _pieces.Of(_settings.Prefix + text, out cut);

    /// <summary>The vectors of texts that have the same number of word pieces.</summary>
    /// <param name="texts">The word pieces of each.</param>
    public float[][] Encode(IReadOnlyList<int[]> texts)
    {
        int length = texts[0].Length;
        long[] shape = [texts.Count, length];
        var values = new Dictionary<string, OrtValue>();
        try
        {
            foreach ((string name, Func<int, long> fill) in _inputs)
            {
                values.Add(name, Value(_model.Inputs[name], [.. texts.SelectMany(text => text).Select(fill)], shape));
            }
            float[][] vectors = new float[texts.Count][];
            _model.Run(values, _output, (numbers, given) => Pool(numbers, given, vectors, length));
            return vectors;
        }
        finally
        {
            foreach (OrtValue value in values.Values)
            {
                value.Dispose();
            }
        }
    }

    private void Pool(ReadOnlySpan<float> numbers, long[] given, float[][] vectors, int length)
    {
        int rows = given.Length == 3 ? length : 1;
        if (numbers.Length != (long)vectors.Length * rows * Dimensions)
        {
            throw new InvalidInputException(
                $"{_model.Name}: output {_output} is [{string.Join(", ", given)}]; {vectors.Length} texts of {length} word pieces were given");
        }
        int used = rows > 1 && _settings.Pooling == Pooling.Mean ? rows : 1;
        double[] sum = new double[Dimensions];
        for (int text = 0; text < vectors.Length; text++)
        {
            Array.Clear(sum);
            for (int row = 0; row < used; row++)
            {
                ReadOnlySpan<float> piece = numbers.Slice(((text * rows) + row) * Dimensions, Dimensions);
                for (int i = 0; i < sum.Length; i++)
                {
                    sum[i] += piece[i];
                }
            }
            vectors[text] = Vectors.Scaled(sum, _settings.Normalize, used);
        }
    }

    private static bool IsPieces(string input) => input.Contains("input_ids", StringComparison.OrdinalIgnoreCase);

    // All word pieces are of one text, and none is padding.
    private static Func<int, long> Filler(OnnxModel model, string name, NodeMetadata input) =>
        input.ElementDataType is not (TensorElementType.Int64 or TensorElementType.Int32) || input.Dimensions.Length != 2
            ? throw new InvalidInputException($"{model.Name}: input {name} does not fit a text; word pieces are whole numbers [texts, pieces]")
            : IsPieces(name) ? piece => piece
            : name.Contains("mask", StringComparison.OrdinalIgnoreCase) ? _ => 1
            : name.Contains("type", StringComparison.OrdinalIgnoreCase) ? _ => 0
            : throw new InvalidInputException($"{model.Name}: input {name} is unknown; use input_ids, attention_mask and token_type_ids");

    private static OrtValue Value(NodeMetadata input, long[] values, long[] shape) => input.ElementDataType == TensorElementType.Int64
        ? OrtValue.CreateTensorValueFromMemory(values, shape)
        : OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (int)value), shape);

    // The vectors of word pieces, or else one of the text.
    private static (string Name, int Dimensions) FindOutput(OnnxModel model)
    {
        foreach (int rank in (int[])[3, 2])
        {
            foreach ((string name, NodeMetadata output) in model.Outputs)
            {
                if (output.ElementDataType == TensorElementType.Float && output.Dimensions.Length == rank && output.Dimensions[^1] > 0)
                {
                    return (name, output.Dimensions[^1]);
                }
            }
        }
        throw new InvalidInputException(
            $"{model.Name}: no output of vectors, [texts, pieces, numbers] or [texts, numbers]; it has {string.Join(", ", model.Outputs.Keys)}");
    }
}
