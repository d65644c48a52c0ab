using Microsoft.ML.OnnxRuntime;
using RlQuery.Core;

namespace RlQuery.Embeddings.Models;

/// <summary>A model that ONNX Runtime computes. Several threads may use it at once, each with one core.</summary>
/// <remarks>ONNX Runtime's own threads are left out: they would divide sums, and the bytes would depend on how many there are.</remarks>
#pragma warning disable CA1001 // Encoders hold their models until the process ends.
internal sealed class OnnxModel
#pragma warning restore CA1001
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    private OnnxModel(string name, InferenceSession session) => (Name, _session) = (name, session);

    /// <summary>Its name in messages.</summary>
    public string Name { get; }

    /// <summary>What it takes.</summary>
    public IReadOnlyDictionary<string, NodeMetadata> Inputs => _session.InputMetadata;

    /// <summary>What it gives.</summary>
    public IReadOnlyDictionary<string, NodeMetadata> Outputs => _session.OutputMetadata;

    /// <summary>Loads a model.</summary>
    /// <param name="name">Its name in messages.</param>
    /// <param name="bytes">The content of an .onnx file.</param>
    /// <exception cref="InvalidInputException">It is no such file.</exception>
    public static OnnxModel Load(string name, byte[] bytes)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        try
        {
            return new OnnxModel(name, new InferenceSession(bytes, options));
        }
        catch (OnnxRuntimeException refused)
        {
            throw new InvalidInputException($"{name}: no ONNX model that can be run: {Reason(refused)}");
        }
    }

    /// <summary>Computes an output.</summary>
    /// <param name="inputs">The value of each input.</param>
    /// <param name="output">Name of the output.</param>
    /// <param name="use">Given the numbers of the output, and its shape.</param>
    /// <exception cref="InvalidInputException">The model cannot be computed on them.</exception>
    public void Run(IReadOnlyDictionary<string, OrtValue> inputs, string output, Action<ReadOnlySpan<float>, long[]> use) =>
        Run(inputs, [output], (_, numbers, shape) => use(numbers, shape));

    /// <summary>Computes several outputs.</summary>
    /// <param name="inputs">The value of each input.</param>
    /// <param name="outputs">Names of the outputs.</param>
    /// <param name="use">Given the place of an output, its numbers, and its shape.</param>
    /// <exception cref="InvalidInputException">The model cannot be computed on them.</exception>
    public void Run(IReadOnlyDictionary<string, OrtValue> inputs, IReadOnlyCollection<string> outputs, Action<int, ReadOnlySpan<float>, long[]> use)
    {
        IDisposableReadOnlyCollection<OrtValue> results;
        try
        {
            results = _session.Run(_run, inputs, outputs);
        }
        catch (OnnxRuntimeException refused)
        {
            throw new InvalidInputException($"{Name}: cannot be computed: {Reason(refused)}");
        }
        using (results)
        {
            for (int i = 0; i < results.Count; i++)
            {
                use(i, results[i].GetTensorDataAsSpan<float>(), results[i].GetTensorTypeAndShape().Shape);
            }
        }
    }

    private static string Reason(OnnxRuntimeException refused) => MessageText.Quote(refused.Message.ReplaceLineEndings(" "));
}
