using Microsoft.ML.OnnxRuntime;
using RlQuery.Core.Signals;

namespace RlQuery.Core.Tests.Policies.Onnx;

/// <summary>An exported policy in ONNX Runtime, which shares no code with this library.</summary>
internal sealed class OnnxRun : IDisposable
{
    private readonly InferenceSession _session;

    public OnnxRun(byte[] model)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        _session = new InferenceSession(model, options);
    }

    public IReadOnlyDictionary<string, string> Metadata => _session.ModelMetadata.CustomMetadataMap;

    public IEnumerable<string> Inputs => _session.InputMetadata.Keys;

    public void Dispose() => _session.Dispose();

    public (float[] Scores, int Choice) Score(Observation observation)
    {
        int signals = observation.SignalList.Signals.Count;
        float[] rows = new float[observation.Count * signals];
        for (int j = 0; j < signals; j++)
        {
            ReadOnlySpan<float> column = observation.Column(j);
            for (int i = 0; i < column.Length; i++)
            {
                rows[(i * signals) + j] = column[i];
            }
        }
        using OrtValue rowsValue = OrtValue.CreateTensorValueFromMemory(rows, [observation.Count, signals]);
        using OrtValue stateValue = OrtValue.CreateTensorValueFromMemory(observation.State.ToArray(), [observation.State.Length]);
        string[] names = [.. Inputs];
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(
            options, names, [.. names.Select(name => name == "signals" ? rowsValue : stateValue)], ["scores", "choice"]);
        return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), (int)outputs[1].GetTensorDataAsSpan<long>()[0]);
    }
}
