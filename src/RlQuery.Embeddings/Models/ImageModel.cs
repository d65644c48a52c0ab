using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using RlQuery.Core;
using SkiaSharp;

namespace RlQuery.Embeddings.Models;

/// <summary>A pre-trained model that gives each picture a vector.</summary>
internal sealed class ImageModel
{
    private const int Channels = 3;

    private readonly OnnxModel _model;
    private readonly ImageModelSettings _settings;
    private readonly string _input;
    private readonly string _output;
    private readonly bool _channelsLast;

    /// <summary>Checks that a model takes pictures.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">How pictures are prepared for it.</param>
    /// <exception cref="InvalidInputException">An input or the output does not fit.</exception>
    public ImageModel(OnnxModel model, ImageModelSettings settings)
    {
        (_model, _settings) = (model, settings);
        (_input, NodeMetadata input) = model.Inputs.Count == 1 ? model.Inputs.Single()
            : throw new InvalidInputException($"{model.Name}: inputs {string.Join(", ", model.Inputs.Keys)} do not fit; a model of pictures has one");
        int[] shape = input.Dimensions;
        bool fits = input.ElementDataType == TensorElementType.Float && shape.Length == 4 && Fits(shape[0], 1);
        _channelsLast = fits && shape[1] != Channels && Fits(shape[1], settings.Height) && Fits(shape[2], settings.Width) && shape[3] == Channels;
        if (!_channelsLast && !(fits && shape[1] == Channels && Fits(shape[2], settings.Height) && Fits(shape[3], settings.Width)))
        {
            throw new InvalidInputException(
                $"{model.Name}: input {_input} is {input.ElementDataType} [{string.Join(", ", shape)}]; a picture of {settings.Width} x {settings.Height} "
                + $"pixels needs Float [1, 3, {settings.Height}, {settings.Width}] or [1, {settings.Height}, {settings.Width}, 3]");
        }
        (_output, NodeMetadata output) = model.Outputs.FirstOrDefault(one => one.Value.ElementDataType == TensorElementType.Float
            && (one.Value.Dimensions is [_, > 0] || (one.Value.Dimensions is [_, > 0, _, _] && !_channelsLast)));
        string shapes = _channelsLast ? "[1, numbers]" : "[1, numbers] or [1, numbers, rows, columns]";
        Dimensions = output?.Dimensions[1] ?? throw new InvalidInputException(
            $"{model.Name}: no output of vectors, {shapes}; it has {string.Join(", ", model.Outputs.Keys)}");
    }

    /// <summary>Length of a vector.</summary>
    public int Dimensions { get; }

    /// <summary>What the model takes of a picture.</summary>
    public float[] Prepare(SKBitmap picture)
    {
        float[] values = PictureTensor.Of(picture, _settings.Width, _settings.Height);
        _settings.Normalize(values);
        return _channelsLast ? Interleaved(values) : values;
    }

    /// <summary>The vector of a prepared picture.</summary>
    /// <param name="values">See <see cref="Prepare"/>.</param>
    public float[] Encode(float[] values)
    {
        long[] shape = _channelsLast ? [1, _settings.Height, _settings.Width, Channels] : [1, Channels, _settings.Height, _settings.Width];
        using var value = OrtValue.CreateTensorValueFromMemory(values, shape);
        float[] vector = [];
        _model.Run(new Dictionary<string, OrtValue> { [_input] = value }, _output, (numbers, _) => vector = Pool(numbers));
        return vector;
    }

    // The mean over places, if the model gives a vector for each.
    private float[] Pool(ReadOnlySpan<float> numbers)
    {
        int places = numbers.Length / Dimensions;
        float[] vector = new float[Dimensions];
        for (int i = 0; i < vector.Length; i++)
        {
            double sum = 0;
            foreach (float number in numbers.Slice(i * places, places))
            {
                sum += number;
            }
            vector[i] = (float)(sum / places);
        }
        return vector;
    }

    private static float[] Interleaved(float[] values)
    {
        int area = values.Length / Channels;
        float[] result = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            result[(i % area * Channels) + (i / area)] = values[i];
        }
        return result;
    }

    private static bool Fits(int declared, int wanted) => declared <= 0 || declared == wanted;
}
